package checker;

import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Both structMaps of {@link SampleAip}: a tree from paths, once with pointers to files, once with an empty directory. */
final class SampleStructMaps {

    private static final class Tree extends TreeMap<String, Tree> {
        private static final long serialVersionUID = 1;
    }

    private SampleStructMaps() {}

    static String text(List<String> paths, UnaryOperator<String> fileId) {
        var tree = new Tree();
        paths.forEach(path -> plant(tree, path));
        var physical = divs(tree, "", path -> "<mets:fptr FILEID=\"" + fileId.apply(path) + "\"/>");
        plant(tree, "objects/empty");
        var normative = divs(tree, "", path -> "");
        return structMap("physical", "Archivematica default", "structMap_1", physical)
                + structMap("logical", "Normative Directory Structure", "structMap_2", normative);
    }

    private static void plant(Tree tree, String path) {
        var at = tree;
        for (var part : path.split("/", -1)) {
            at = at.computeIfAbsent(part, unused -> new Tree());
        }
    }

    private static String divs(Tree tree, String above, UnaryOperator<String> pointer) {
        var text = new StringBuilder();
        tree.forEach((name, below) -> {
            var path = above + name;
            text.append("<mets:div LABEL=\"").append(name).append("\">\n");
            text.append(below.isEmpty() ? pointer.apply(path) : divs(below, path + "/", pointer));
            text.append("</mets:div>\n");
        });
        return text.toString();
    }

    private static String structMap(String type, String label, String id, String divs) {
        return "<mets:structMap TYPE=\"" + type + "\" LABEL=\"" + label + "\" ID=\"" + id
                + "\">\n<mets:div LABEL=\"sample\">\n" + divs + "</mets:div>\n</mets:structMap>\n";
    }
}
