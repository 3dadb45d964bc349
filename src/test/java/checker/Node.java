package checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One XML element with all below it, and the line where it ends. Attributes go by local name. */
record Node(String namespace, String name, int line, Map<String, String> attributes, List<Node> children, String text) {

    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The words of an attribute that holds several, such as ADMID. */
    List<String> words(String attribute) {
        var value = attribute(attribute).strip();
        return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
    }

    Stream<Node> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName));
    }

    Optional<Node> child(String childName) {
        return children(childName).findFirst();
    }

    /** The text of the first element down a path of names; empty text when there is none. */
    String text(String... path) {
        var at = Optional.of(this);
        for (var step : path) {
            at = at.flatMap(node -> node.child(step));
        }
        return at.map(node -> node.text.strip()).orElse("");
    }

    /** Elements of this name anywhere below, this one included. */
    List<Node> all(String wanted) {
        var found = new ArrayList<Node>();
        collect(wanted, found);
        return found;
    }

    private void collect(String wanted, List<Node> found) {
        if (name.equals(wanted)) {
            found.add(this);
        }
        for (var child : children) {
            child.collect(wanted, found);
        }
    }

    /** For a sentence of the report. */
    String place() {
        var id = attribute("ID");
        return "<" + name + (id.isEmpty() ? "" : " ID=\"" + id + "\"") + "> (line " + line + ")";
    }
}
