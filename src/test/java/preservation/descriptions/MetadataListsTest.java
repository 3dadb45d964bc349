package preservation.descriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import testing.BrokenInput;

class MetadataListsTest {

    /** As one line for each row: {@code line:filename[column=value, …]}. */
    private static List<String> rows(DescriptionReader reader, InputStream list) throws IOException {
        var rows = new ArrayList<String>();
        reader.read(
                "metadata/list",
                list,
                row -> rows.add(row.line() + ":" + row.filename()
                        + row.values().stream()
                                .map(value -> value.name() + "=" + value.value())
                                .toList()));
        return rows;
    }

    private static List<String> rows(DescriptionReader reader, String list) throws IOException {
        return rows(reader, new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Arguments> goodCsv() {
        return Stream.of(
                arguments("only a heading", "filename,dc.title\n", List.of()),
                arguments("a heading without an end", "filename", List.of()),
                arguments("one row", "filename,dc.title\na,T\n", List.of("2:a[dc.title=T]")),
                arguments("no end of line at the end", "filename,dc.title\na,T", List.of("2:a[dc.title=T]")),
                arguments("a byte order mark", "\uFEFFfilename,dc.title\na,T\n", List.of("2:a[dc.title=T]")),
                arguments("Windows line ends", "filename,x\r\na,1\r\nb,2\r\n", List.of("2:a[x=1]", "3:b[x=2]")),
                arguments("old Macintosh line ends", "filename,x\ra,1\rb,2\r", List.of("2:a[x=1]", "3:b[x=2]")),
                arguments(
                        "quoted line ends",
                        "filename,x,y\na,\"1\n2\",\"3\r\n4\"\nb,5,6\n",
                        List.of("2:a[x=1\n2, y=3\r\n4]", "5:b[x=5, y=6]")),
                arguments(
                        "quoted commas and quotes",
                        "filename,x\n\"a,b\",\"say \"\"x\"\"\"\n",
                        List.of("2:a,b[x=say \"x\"]")),
                arguments(
                        "a column that comes again",
                        "filename,dc.subject,dc.subject\na,1,2\nb,,2\n",
                        List.of("2:a[dc.subject=1, dc.subject=2]", "3:b[dc.subject=2]")),
                arguments("empty lines", "filename,x\n\na,1\n\n\n", List.of("3:a[x=1]")),
                arguments("rows of nothing", "filename,x\n,\n,,,\n", List.of()),
                arguments("a short row", "filename,x,y\na\nb,1\n", List.of("2:a[]", "3:b[x=1]")),
                arguments("values without a name", "filename,x\n,1\n", List.of("2:[x=1]")),
                arguments("empty values at the end", "filename,x\na,1,,\n", List.of("2:a[x=1]")),
                arguments("a heading in capitals", "Filename, dc.title \na,T\n", List.of("2:a[dc.title=T]")),
                arguments("spaces in values stay", "filename,x\n a , 1 \n", List.of("2: a [x= 1 ]")),
                arguments("any script", "filename,x\nd/é,\uD83D\uDE00\n", List.of("2:d/é[x=\uD83D\uDE00]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodCsv")
    void a_csv_list_is_read(String what, String list, List<String> rows) throws IOException {
        assertThat(rows(new CsvList(), list)).isEqualTo(rows);
    }

    static Stream<Arguments> badCsv() {
        return Stream.of(
                arguments("nothing at all", "", "line 1"),
                arguments("no heading", "a,T\n", "line 1: the first column must be called \"filename\""),
                arguments("a value too many", "filename,x\na,1\nb,1,2\n", "line 3: value 3 (\"2\")"),
                arguments("a value in a nameless column", "filename,,x\na,1,2\n", "line 2: value 2 (\"1\")"),
                arguments("a quote without an end", "filename,x\na,1\nb,\"2\nc,3\n", "broken quotes"),
                arguments("text after a quote", "filename,x\na,\"1\"2\n", "line 2: broken quotes"),
                arguments(
                        "a row without an end",
                        "filename,x\na,\"" + "x".repeat(Limits.ROW_CHARS_MAX + 100_000),
                        "is a quote missing?"),
                arguments("too many columns", "filename" + ",x".repeat(Limits.COLUMNS_MAX), "more than 2000 columns"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCsv")
    void a_broken_csv_list_is_refused_with_its_line(String what, String list, String message) {
        assertThatThrownBy(() -> rows(new CsvList(), list))
                .isInstanceOf(MalformedList.class)
                .hasMessageContaining("metadata/list, line ")
                .hasMessageContaining(message)
                .hasMessageContaining("correct the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"filename,x\na,1\nb,\u00E9\n", "filename,x\na,1\n\u00E9,1\n", "filename,x\r\na,1\r\n\"\u00E9"})
    void text_that_is_not_utf8_is_refused_with_its_line(String text) {
        var list = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> rows(new CsvList(), new ByteArrayInputStream(list)))
                .hasMessageContaining("metadata/list, line 3: the text is not UTF-8");
    }

    @Test
    void a_list_that_cannot_be_read_to_its_end_is_no_malformed_list() {
        assertThatThrownBy(() -> rows(new CsvList(), new BrokenInput())).hasMessage(BrokenInput.MESSAGE);
        assertThatThrownBy(() -> rows(new JsonList(), new BrokenInput())).hasMessage(BrokenInput.MESSAGE);
    }

    static Stream<Arguments> goodJson() {
        return Stream.of(
                arguments("no rows", "[]", List.of()),
                arguments("a row", "[{\"filename\":\"a\",\"dc.title\":\"T\"}]", List.of("1:a[dc.title=T]")),
                arguments("a byte order mark", "\uFEFF[{\"filename\":\"a\"}]", List.of("1:a[]")),
                arguments(
                        "an array for each value",
                        "[\n{\"filename\":\"a\",\n\"x\":[\"1\",\"2\"]},\n{\"x\":\"3\",\"filename\":\"b\"}]",
                        List.of("2:a[x=1, x=2]", "4:b[x=3]")),
                arguments(
                        "numbers and truths as they are written",
                        "[{\"filename\":\"a\",\"x\":1901,\"y\":1.50,\"z\":true,\"n\":null,\"e\":\"\",\"l\":[]}]",
                        List.of("1:a[x=1901, y=1.50, z=true]")),
                arguments("escapes", "[{\"filename\":\"\\u00e9\",\"x\":\"1\\n2\"}]", List.of("1:é[x=1\n2]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodJson")
    void a_json_list_is_read(String what, String list, List<String> rows) throws IOException {
        assertThat(rows(new JsonList(), list)).isEqualTo(rows);
    }

    static Stream<Arguments> badJson() {
        return Stream.of(
                arguments("nothing at all", "", "array of objects"),
                arguments("an object", "{\"filename\":\"a\"}", "line 1: the file must hold an array"),
                arguments("texts", "[\n\"a\"]", "line 2: here must stand an object"),
                arguments("no file name", "[{\"x\":\"1\"}]", "no \"filename\""),
                arguments("a file name that is none", "[{\"filename\":[\"a\"]}]", "\"filename\" must be a text"),
                arguments("an object in a value", "[{\"filename\":\"a\",\n\"x\":{\"y\":1}}]", "line 2: \"x\" must be"),
                arguments("an array in an array", "[{\"filename\":\"a\",\"x\":[[1]]}]", "\"x\" must be"),
                arguments("a comma too many", "[\n{\"filename\":\"a\",}]", "line 2: broken JSON"),
                arguments("no end", "[{\"filename\":\"a\"}", "broken JSON"),
                arguments("an object without an end", "[{\"filename\":\"a\"", "broken JSON"),
                arguments("an array without an end", "[{\"filename\":\"a\",\"x\":[1", "broken JSON"),
                arguments("more", "[] []", "there is more after the array"),
                arguments("nesting without end", "[".repeat(100_000), "line 1"),
                arguments("too many values", "[{\"filename\":\"a\",\"x\":[" + "1,".repeat(2001) + "1]}]", "too much"),
                arguments(
                        "too long a text",
                        "[{\"filename\":\"" + "x".repeat(Limits.ROW_CHARS_MAX + 1) + "\"}]",
                        "line 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badJson")
    void a_broken_json_list_is_refused_with_its_line(String what, String list, String message) {
        assertThatThrownBy(() -> rows(new JsonList(), list))
                .isInstanceOf(MalformedList.class)
                .hasMessageContaining("metadata/list, line ")
                .hasMessageContaining(message);
    }

    @Test
    void json_that_is_not_utf8_is_refused_with_its_line() {
        var list = "[\n{\"filename\":\"\u00E9\"}]".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> rows(new JsonList(), new ByteArrayInputStream(list)))
                .isInstanceOf(MalformedList.class)
                .hasMessageContaining("line 2");
    }
}
