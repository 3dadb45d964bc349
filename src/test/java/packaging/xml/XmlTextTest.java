package packaging.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import model.FilePath;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class XmlTextTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'a\tb\nc\rd', 'a\tb\nc\rd'",
        "a\u0000b, a%00b",
        "a\u001Bb, a%1Bb",
        "a\uD800b, a%ED%A0%80b",
        "\uDC00, %ED%B0%80",
        "\uFFFE\uFFFF, %EF%BF%BE%EF%BF%BF",
        "\uD83D\uDE00, \uD83D\uDE00",
        "\u007F\u0085\uD7FF\uE000, \u007F\u0085\uD7FF\uE000"
    })
    void what_xml_cannot_hold_is_percent_encoded(String text, String safe) {
        assertThat(XmlText.safe(text)).isEqualTo(safe);
    }

    @Test
    void a_label_keeps_line_ends_visible() {
        assertThat(XmlText.label("a\nb\tc\rd e")).isEqualTo("a%0Ab%09c%0Dd e");
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.strings().withCharRange('\u0000', '\uFFFF').ofMaxLength(40);
    }

    @Property(tries = 300)
    void whatever_is_written_is_read_back(@ForAll("anyText") String text) throws Exception {
        var bytes = new ByteArrayOutputStream();
        new XmlOut(bytes)
                .begin()
                .startPlain("r")
                .attribute("a", text)
                .text(text)
                .end()
                .finish();

        var read = parse(bytes.toByteArray());

        assertThat(read.getTextContent()).isEqualTo(XmlText.safe(text));
        assertThat(read.getAttribute("a")).isEqualTo(XmlText.label(text));
    }

    private static Element parse(byte[] document) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document))
                .getDocumentElement();
    }

    @Test
    void a_name_that_xml_can_hold_is_itself() {
        assertThat(XmlName.of(FilePath.of("objects/100% é<&>"))).isEqualTo(new XmlName("objects/100% é<&>", false));
    }

    @Test
    void a_name_that_xml_cannot_hold_can_be_decoded() {
        var name = XmlName.of(FilePath.of("é%41\u0001\n"));

        assertThat(name).isEqualTo(new XmlName("é%2541%01%0A", true));
    }

    @Test
    void a_name_that_is_not_utf8_is_encoded_byte_for_byte() {
        var path = FilePath.ofBytes("caf\u00E9 %".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(XmlName.of(path)).isEqualTo(new XmlName("caf%E9%20%25", true));
    }
}
