package packaging.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testing.BrokenInput;

class ForeignXmlTest {

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String copied(String document) throws IOException {
        var out = new ByteArrayOutputStream();
        var xml = new XmlOut(out).startPlain("in");
        ForeignXml.copy(in(document), xml);
        xml.end().finish();
        return out.toString(StandardCharsets.UTF_8).replaceAll("\n *", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a/> | <in><a/></in>",
                "<?xml version='1.0' encoding='UTF-8'?><!-- x --><a b='c'>d</a> | <in><a b=\"c\">d</a></in>",
                "<a><![CDATA[<&>]]></a> | <in><a>&lt;&amp;&gt;</a></in>",
                "<a b='1&#10;2&#9;3&lt;&quot;'/> | <in><a b=\"1&#xa;2&#x9;3&lt;&quot;\"/></in>",
                "<a xmlns='urn:a'><b xmlns=''/></a> | <in><a xmlns=\"urn:a\"><b xmlns=\"\"/></a></in>",
                "<p:a xmlns:p='urn:p' p:x='1'><?php?><!--y--></p:a> |"
                        + " <in><p:a xmlns:p=\"urn:p\" p:x=\"1\"><!--y--></p:a></in>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>x</a> | <in><a>x</a></in>",
            })
    void a_root_element_is_taken_in_without_its_declaration(String document, String copy) throws IOException {
        assertThat(ForeignXml.problem(in(document))).isEmpty();
        assertThat(copied(document)).isEqualTo(copy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a>&amp</a>",
                "<a>\u0001</a>",
                "<a>&#1;</a>",
                "<p:a/>",
                "<a b='1' b='2'/>",
                "<?xml version='1.1'?><a>&#1;</a>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<mets xmlns='http://www.loc.gov/METS/'/>",
                "<a xmlns:p='http://www.loc.gov/premis/v3'><b><p:object/></b></a>",
                "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='b'/>"
            })
    void what_cannot_be_part_of_a_document_has_a_problem(String document) throws IOException {
        assertThat(ForeignXml.problem(in(document))).isPresent();
    }

    @Test
    void what_is_not_utf8_has_a_problem() throws IOException {
        var document = new ByteArrayInputStream("<a>\u00E9</a>".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(ForeignXml.problem(document)).isPresent();
    }

    @Test
    void elements_without_end_have_a_problem_and_not_a_stack_overflow() throws IOException {
        assertThat(ForeignXml.problem(in("<a>".repeat(1_000_000)))).isPresent();
    }

    @Test
    void a_stream_that_breaks_is_no_problem_of_the_document() {
        assertThatThrownBy(() -> ForeignXml.problem(new BrokenInput())).hasMessageContaining(BrokenInput.MESSAGE);
    }
}
