package tools;

import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Makes of a tool's XML what may stand within another document. It is read without fetching or expanding anything. */
final class XmlFragment {

    private static final Pattern DECLARATION = Pattern.compile("\\A\\s*<\\?xml[^>]*\\?>");

    /** Characters that XML 1.0 cannot hold. Tools hand them on from the files that they describe. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private XmlFragment() {}

    /** One element without a declaration; forbidden characters have become U+FFFD. */
    static String of(String xml) throws XMLStreamException {
        var text = FORBIDDEN
                .matcher(DECLARATION.matcher(xml).replaceFirst(""))
                .replaceAll("\uFFFD")
                .strip();
        var reader = reader(text);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type declaration is not accepted");
            }
        }
        return text;
    }

    /** The text of the first element with this local name. */
    static Optional<String> textOf(String element, String fragment) throws XMLStreamException {
        var reader = reader(fragment);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(element)) {
                return Optional.of(reader.getElementText().strip());
            }
        }
        return Optional.empty();
    }

    private static XMLStreamReader reader(String text) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new StringReader(text));
    }
}
