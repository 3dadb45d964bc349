package packaging.bagit;

import java.util.ArrayList;
import java.util.List;

/** The labels and values of {@code bag-info.txt} (RFC 8493, 2.2.2), in the order in which they are written. */
public record BagInfo(List<Field> fields) {

    /** One line. The value is one line of text: a line break in it becomes a space. */
    public record Field(String label, String value) {
        public Field {
            if (label.isBlank() || label.indexOf(':') >= 0 || label.strip().length() != label.length()) {
                throw new IllegalArgumentException("not a label for bag-info.txt: \"" + label + "\"");
            }
            value = value.replaceAll("[\\r\\n\\t\\u0000]+", " ").strip();
        }
    }

    public BagInfo {
        fields = List.copyOf(fields);
    }

    public static BagInfo empty() {
        return new BagInfo(List.of());
    }

    public BagInfo with(String label, String value) {
        var more = new ArrayList<>(fields);
        more.add(new Field(label, value));
        return new BagInfo(more);
    }

    String text() {
        var text = new StringBuilder();
        fields.forEach(field ->
                text.append(field.label()).append(": ").append(field.value()).append('\n'));
        return text.toString();
    }
}
