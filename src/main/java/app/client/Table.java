package app.client;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns. What strangers named is made harmless for terminals. */
public final class Table {

    private static final int CELL_COLUMNS_MAX = 60;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... titles) {
        row((Object[]) titles);
    }

    public Table row(Object... cells) {
        var texts = new ArrayList<String>();
        for (var cell : cells) {
            texts.add(cut(plain(String.valueOf(cell))));
        }
        rows.add(texts);
        return this;
    }

    @Override
    public String toString() {
        var widths = new int[rows.get(0).size()];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], columns(row.get(i)));
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - columns(row.get(i)) + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Without anything that steers a terminal or turns the direction of writing. */
    public static String plain(String text) {
        var plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            var type = Character.getType(c);
            boolean steers = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            plain.appendCodePoint(steers ? 0xFFFD : c);
        });
        return plain.toString();
    }

    private static String cut(String text) {
        if (columns(text) <= CELL_COLUMNS_MAX) {
            return text;
        }
        var cut = new StringBuilder();
        int columns = 0;
        for (int c : text.codePoints().toArray()) {
            columns += columns(c);
            if (columns >= CELL_COLUMNS_MAX) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut.append('…').toString();
    }

    static int columns(String text) {
        return text.codePoints().map(Table::columns).sum();
    }

    // Good enough for terminals: marks take none; East Asian wide forms and emoji take two (UAX #11).
    private static int columns(int c) {
        var type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
