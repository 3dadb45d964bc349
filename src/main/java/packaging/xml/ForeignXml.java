package packaging.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Takes the root element of somebody else's document into ours. The document is looked at as a whole before anything of
 * it is written, since half an element cannot be taken back. No DTD is read, no entity is resolved, nothing is fetched.
 */
public final class ForeignXml {

    private static final int DEPTH_MAX = 500;
    private static final XMLInputFactory READERS = readers();

    /** A foreign element under one of our names could make our document invalid. */
    private static final Set<String> OURS =
            Arrays.stream(Namespace.values()).map(Namespace::uri).collect(Collectors.toUnmodifiableSet());

    private ForeignXml() {}

    interface Copy {
        void to(XMLStreamWriter out) throws XMLStreamException;
    }

    private static XMLInputFactory readers() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX);
        return factory;
    }

    /** Why this document cannot be taken in; empty when it can. */
    public static Optional<String> problem(InputStream document) throws IOException {
        try {
            var xml = READERS.createXMLStreamReader(document);
            if ("1.1".equals(xml.getVersion())) {
                return Optional.of("it is XML 1.1");
            }
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                    return Optional.of("it uses the entity " + xml.getLocalName());
                }
                if (event == XMLStreamConstants.START_ELEMENT && usesOurNames(xml)) {
                    return Optional.of("it uses the namespace of this document");
                }
            }
            return Optional.empty();
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof IOException unreadable
                    && !(unreadable instanceof java.io.CharConversionException)) {
                throw unreadable;
            }
            return Optional.of(firstLine(broken.getMessage()));
        }
    }

    private static boolean usesOurNames(XMLStreamReader xml) {
        if (xml.getNamespaceURI() != null && OURS.contains(xml.getNamespaceURI())) {
            return true;
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeNamespace(i) != null && OURS.contains(xml.getAttributeNamespace(i))) {
                return true; // xsi:type and xlink:href would be checked as ours
            }
        }
        return false;
    }

    private static String firstLine(String message) {
        return message == null
                ? "it is not well-formed"
                : message.lines().findFirst().orElse("it is not well-formed");
    }

    /** Copies the root element; only a document without a {@link #problem}. */
    public static void copy(InputStream document, XmlOut out) throws IOException {
        out.foreign(to -> {
            var from = READERS.createXMLStreamReader(document);
            int depth = 0;
            while (from.hasNext()) {
                int event = from.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    startElement(from, to);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    to.writeEndElement();
                } else if (depth > 0) {
                    content(event, from, to);
                }
            }
        });
    }

    private static void startElement(XMLStreamReader from, XMLStreamWriter to) throws XMLStreamException {
        to.writeStartElement(orEmpty(from.getPrefix()), from.getLocalName(), orEmpty(from.getNamespaceURI()));
        for (int i = 0; i < from.getNamespaceCount(); i++) {
            var prefix = orEmpty(from.getNamespacePrefix(i));
            if (prefix.isEmpty()) {
                to.writeDefaultNamespace(orEmpty(from.getNamespaceURI(i)));
            } else {
                to.writeNamespace(prefix, from.getNamespaceURI(i));
            }
        }
        for (int i = 0; i < from.getAttributeCount(); i++) {
            to.writeAttribute(
                    orEmpty(from.getAttributePrefix(i)),
                    orEmpty(from.getAttributeNamespace(i)),
                    from.getAttributeLocalName(i),
                    from.getAttributeValue(i));
        }
    }

    private static void content(int event, XMLStreamReader from, XMLStreamWriter to) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                to.writeCharacters(from.getTextCharacters(), from.getTextStart(), from.getTextLength());
            case XMLStreamConstants.COMMENT -> to.writeComment(from.getText());
            default -> {} // processing instructions are for whoever made them, not for readers of a METS
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
