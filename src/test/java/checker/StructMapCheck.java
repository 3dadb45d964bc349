package checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Are the structMaps whole? The physical one has every file once, the normative one every file and directory. */
final class StructMapCheck {

    private static final String NORMATIVE = "Normative Directory Structure";

    private final Mets mets;
    private final DiskTree tree;
    private final Problems problems;
    private final Map<String, String> hrefById = new HashMap<>();

    StructMapCheck(Mets mets, DiskTree tree, Problems problems) {
        this.mets = mets;
        this.tree = tree;
        this.problems = problems;
        mets.files.forEach(entry -> hrefById.put(entry.id(), entry.href()));
    }

    void run() {
        int physical = 0;
        int normative = 0;
        for (var map : mets.structMaps) {
            if (map.attribute("TYPE").equals("physical")) {
                physical++;
                checkPhysical(map);
            } else if (map.attribute("LABEL").equals(NORMATIVE)) {
                normative++;
                checkNormative(map);
            }
        }
        problems.addUnless(physical == 1, "There are " + physical + " physical structMaps, not one.");
        problems.addUnless(
                normative == 1, "There are " + normative + " structMaps labelled \"" + NORMATIVE + "\", not one.");
    }

    private void checkPhysical(Node map) {
        var seen = new HashSet<String>();
        map.children("div").forEach(top -> top.children("div").forEach(div -> walkPhysical(div, "", seen)));
        for (var entry : mets.files) {
            problems.addUnless(
                    seen.contains(entry.id()),
                    entry.href() + " (" + entry.id() + ") is missing in the physical structMap.");
        }
    }

    private void walkPhysical(Node div, String above, Set<String> seen) {
        var path = above + div.attribute("LABEL");
        div.children("fptr").forEach(pointer -> {
            var id = pointer.attribute("FILEID");
            problems.addUnless(
                    seen.add(id), "The physical structMap has " + id + " twice, again at " + pointer.place() + ".");
            var href = hrefById.getOrDefault(id, path);
            problems.addUnless(
                    href.equals(path),
                    "The physical structMap has " + id + " at " + path + ", but its file is " + href + ".");
        });
        div.children("div").forEach(below -> walkPhysical(below, path + "/", seen));
    }

    private void checkNormative(Node map) {
        var paths = new TreeSet<String>();
        map.children("div").forEach(top -> top.children("div").forEach(div -> walkNormative(div, "", paths)));
        for (var entry : mets.files) {
            problems.addUnless(
                    !entry.href().startsWith("objects/") || paths.contains(entry.href()),
                    entry.href() + " is missing in the structMap \"" + NORMATIVE + "\".");
        }
        for (var directory : tree.directories()) {
            var path = directory.startsWith("data/") ? directory.substring("data/".length()) : "";
            problems.addUnless(
                    !path.startsWith("objects") || paths.contains(path),
                    "The directory " + path + " is missing in the structMap \"" + NORMATIVE + "\".");
        }
        checkNothingInvented(paths);
    }

    private void checkNothingInvented(Set<String> paths) {
        for (var path : paths) {
            var name = "data/" + path;
            problems.addUnless(
                    tree.files().containsKey(name) || tree.directories().contains(name),
                    "The structMap \"" + NORMATIVE + "\" has " + path + ", which does not exist.");
        }
    }

    private void walkNormative(Node div, String above, Set<String> paths) {
        var path = above + div.attribute("LABEL");
        problems.addUnless(paths.add(path), "The structMap \"" + NORMATIVE + "\" has " + path + " twice.");
        div.children("div").forEach(below -> walkNormative(below, path + "/", paths));
    }
}
