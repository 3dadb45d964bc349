package preservation.descriptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads {@code metadata.csv}: UTF-8 with or without a byte order mark, lines ended in any way, values in double quotes
 * where they hold commas, quotes or line ends. The first column is {@code filename}; a column's name may come again.
 */
public final class CsvList implements DescriptionReader {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT; // RFC 4180 with empty lines left out

    @Override
    public void read(String list, InputStream in, Each each) throws IOException {
        var text = new Utf8Text(in);
        try (var parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get()) {
            try {
                rows(list, parser, text, each);
            } catch (UncheckedIOException failure) {
                boolean notText = failure.getCause() instanceof CharacterCodingException;
                throw explain(list, notText ? text.line() : parser.getCurrentLineNumber(), failure.getCause());
            }
        }
    }

    private static void rows(String list, CSVParser parser, Utf8Text text, Each each) throws IOException {
        Iterator<CSVRecord> records = parser.iterator();
        if (!records.hasNext()) {
            throw new MalformedList(list, 1, "the file is empty: the first line must name the columns");
        }
        var columns = columns(list, records.next().toList());
        text.rowEnded();
        while (records.hasNext()) {
            var cells = records.next().toList();
            text.rowEnded();
            long line = parser.getCurrentLineNumber() - lineEndsWithin(cells);
            var row = row(list, line, columns, cells);
            if (!row.filename().isEmpty() || !row.values().isEmpty()) {
                each.row(row);
            }
        }
    }

    private static List<String> columns(String list, List<String> names) throws MalformedList {
        var columns = names.stream().map(String::strip).toList();
        if (!columns.get(0).toLowerCase(Locale.ROOT).equals("filename")) {
            throw new MalformedList(
                    list, 1, "the first column must be called \"filename\", not \"" + columns.get(0) + "\"");
        }
        if (columns.size() > Limits.COLUMNS_MAX) {
            throw new MalformedList(list, 1, "there are more than " + Limits.COLUMNS_MAX + " columns");
        }
        return columns;
    }

    private static Description row(String list, long line, List<String> columns, List<String> cells)
            throws MalformedList {
        var values = new ArrayList<Description.Value>();
        for (int i = 1; i < cells.size(); i++) {
            if (cells.get(i).isBlank()) {
                continue;
            }
            if (i >= columns.size() || columns.get(i).isEmpty()) {
                throw new MalformedList(
                        list,
                        line,
                        "value " + (i + 1) + " (\"" + shortened(cells.get(i)) + "\") stands in no named column");
            }
            values.add(new Description.Value(columns.get(i), cells.get(i)));
        }
        return new Description(list, line, cells.get(0), Optional.empty(), values);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static long lineEndsWithin(List<String> cells) {
        long count = 0;
        for (var cell : cells) {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                boolean secondHalf = c == '\n' && i > 0 && cell.charAt(i - 1) == '\r';
                count += (c == '\n' || c == '\r') && !secondHalf ? 1 : 0;
            }
        }
        return count;
    }

    private static IOException explain(String list, long line, IOException failure) {
        if (failure instanceof CharacterCodingException) {
            return new MalformedList(list, line, "the text is not UTF-8");
        }
        if (failure instanceof Utf8Text.RowTooLong) {
            return new MalformedList(
                    list, line, "a row is longer than " + Limits.ROW_CHARS_MAX + " characters; is a quote missing?");
        }
        return failure instanceof org.apache.commons.csv.CSVException
                ? new MalformedList(list, line, "broken quotes (" + failure.getMessage() + ")")
                : failure;
    }
}
