package tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tools print, as recorded, and what we make of it. */
class DescriptionTest {

    private static final String DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n";

    private static String exif(String content) {
        return DECLARATION + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
                + "<rdf:Description rdf:about='/w/1' xmlns:ExifTool='http://ns.exiftool.org/ExifTool/1.0/'"
                + " xmlns:File='http://ns.exiftool.org/File/1.0/'>" + content + "</rdf:Description>\n</rdf:RDF>\n";
    }

    private static String mediaInfo(String track) {
        return DECLARATION + "<MediaInfo\n    xmlns=\"https://mediaarea.net/mediainfo\"\n"
                + "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                + "    xsi:schemaLocation=\"https://mediaarea.net/mediainfo https://mediaarea.net/x.xsd\"\n"
                + "    version=\"2.0\">\n<media ref=\"/w/1\"><track type=\"General\">" + track
                + "</track></media>\n</MediaInfo>\n\n";
    }

    static Stream<Arguments> exiftool_reports() {
        return Stream.of(
                arguments(exif("<File:FileType>PNG</File:FileType>"), "", Description.Xml.class, "<rdf:RDF"),
                arguments(
                        exif("<ExifTool:Error>Unknown file type</ExifTool:Error>"),
                        "",
                        Description.UnknownFormat.class,
                        "ExifTool does not know this format"),
                arguments(
                        exif("<ExifTool:Error>First 1024 bytes of file is binary zeros</ExifTool:Error>"),
                        "",
                        Description.UnknownFormat.class,
                        "ExifTool does not know this format"),
                arguments(
                        exif("<ExifTool:Error>File format error</ExifTool:Error>"),
                        "",
                        Description.Failed.class,
                        "ExifTool: File format error"),
                arguments(
                        "",
                        "Error: File not found - /w/1\n",
                        Description.Failed.class,
                        "ExifTool said nothing about it: Error: File not found - /w/1"),
                arguments("", "", Description.Failed.class, "ExifTool said nothing about it"),
                arguments(exif("<a>"), "", Description.Failed.class, "ExifTool printed what is no XML"),
                arguments("not xml", "", Description.Failed.class, "ExifTool printed what is no XML"));
    }

    @ParameterizedTest
    @MethodSource
    void exiftool_reports(String stdout, String stderr, Class<?> kind, String begins) {
        var description = ExifToolSession.read(captured(stdout), captured(stderr));

        assertThat(description).isInstanceOf(kind);
        assertThat(text(description)).startsWith(begins);
    }

    static Stream<Arguments> mediainfo_reports() {
        return Stream.of(
                arguments(mediaInfo("<Format>PNG</Format>"), Description.Xml.class, "<MediaInfo"),
                arguments(mediaInfo("<FileSize>1</FileSize>"), Description.UnknownFormat.class, "MediaInfo does not"),
                arguments("", Description.Failed.class, "MediaInfo printed what is no XML"));
    }

    @ParameterizedTest
    @MethodSource
    void mediainfo_reports(String stdout, Class<?> kind, String begins) {
        var description = MediaInfo.read(run(0, stdout, "", false));

        assertThat(description).isInstanceOf(kind);
        assertThat(text(description)).startsWith(begins).doesNotContain("schemaLocation");
    }

    @Test
    void a_run_that_went_wrong_is_told_with_its_first_line() {
        assertThat(text(ReportRun.read("FFprobe", run(1, "<ffprobe/>", "\nInvalid data\nmore", false))))
                .isEqualTo("FFprobe ended with exit code 1: Invalid data");
        assertThat(text(ReportRun.read("FFprobe", run(137, "", "", true))))
                .isEqualTo("FFprobe did not finish within 7 s");
        assertThat(text(ReportRun.xml("FFprobe", new Captured(new byte[] {'<'}, 9_000_000))))
                .startsWith("FFprobe said more than 8388608 bytes about it: 9000000");
    }

    @Test
    void a_fragment_holds_nothing_that_another_document_cannot() throws Exception {
        assertThat(XmlFragment.of("\n<?xml version=\"1.0\"?>\n<a>x\u0001\u001By\uFFFF</a>\n"))
                .isEqualTo("<a>x\uFFFD\uFFFDy\uFFFD</a>");
        assertThat(XmlFragment.of("<a>pläne \uD83D\uDE00\t&amp;</a>")).isEqualTo("<a>pläne \uD83D\uDE00\t&amp;</a>");
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_fragment(String text) {
        assertThatThrownBy(() -> XmlFragment.of(text)).isInstanceOf(XMLStreamException.class);
    }

    static Stream<String> what_is_no_fragment() {
        return Stream.of(
                "",
                "text",
                "<a>",
                "<a/><b/>",
                "<a>&#0;</a>",
                "<a>&undefined;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a><a/>");
    }

    @Test
    void ffprobe_is_kept_to_files_whatever_a_file_says() {
        assertThat(Ffprobe.arguments(Path.of("/w/-x")))
                .containsSubsequence("-protocol_whitelist", "file", "file:/w/-x");
    }

    private static ToolRun run(int exitCode, String stdout, String stderr, boolean timedOut) {
        return new ToolRun(exitCode, captured(stdout), captured(stderr), Duration.ofSeconds(7), timedOut);
    }

    private static Captured captured(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Captured(bytes, bytes.length);
    }

    private static String text(Description description) {
        if (description instanceof Description.Xml xml) {
            return xml.text();
        }
        return description instanceof Description.Failed failed
                ? failed.reason()
                : ((Description.UnknownFormat) description).reason();
    }
}
