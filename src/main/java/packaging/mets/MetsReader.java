package packaging.mets;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import packaging.xml.Namespace;

/**
 * Reads a METS as a stream for what it records and which PREMIS events it holds; all else is passed over. The document may
 * be anybody's: no DTD is read, nothing is fetched, and a text that is longer than any of ours is an error.
 */
public final class MetsReader {

    private static final int TEXT_MAX = 1 << 20;
    private static final int DEPTH_MAX = 600;
    private static final XMLInputFactory READERS = readers();

    /** Whoever is told what the document says, in its order. */
    public interface Visitor {

        /** An identifier of what the document records, from its header. */
        void record(String type, String value) throws IOException;

        void event(SaidEvent event) throws IOException;
    }

    /**
     * A PREMIS event in the words of the document; what it does not say is empty.
     *
     * @param outcome in a word
     * @param note what came of it in full
     */
    public record SaidEvent(String identifier, String type, String at, String outcome, String note) {}

    private final XMLStreamReader xml;
    private final Visitor visitor;

    private MetsReader(XMLStreamReader xml, Visitor visitor) {
        this.xml = xml;
        this.visitor = visitor;
    }

    private static XMLInputFactory readers() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX);
        return factory;
    }

    /** Reads all of it; fails with a sentence where it is no XML. The stream stays open. */
    public static void read(InputStream in, Visitor visitor) throws IOException {
        try {
            new MetsReader(READERS.createXMLStreamReader(in), visitor).document();
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IOException("the METS is no XML: " + broken.getMessage(), broken);
        }
    }

    private void document() throws XMLStreamException, IOException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (is(Namespace.METS, "altRecordID")) {
                var type = xml.getAttributeValue(null, "TYPE");
                visitor.record(type == null ? "" : type, text());
            } else if (is(Namespace.PREMIS, "event")) {
                visitor.event(event());
            }
        }
    }

    private boolean is(Namespace namespace, String name) {
        return xml.getLocalName().equals(name) && namespace.uri().equals(xml.getNamespaceURI());
    }

    private SaidEvent event() throws XMLStreamException, IOException {
        var said = new String[] {"", "", "", "", ""};
        int depth = 1;
        while (depth > 0) {
            int next = xml.next();
            if (next == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (next == XMLStreamConstants.START_ELEMENT) {
                int place = place(xml.getLocalName());
                if (place < 0) {
                    depth++;
                } else {
                    said[place] = text();
                }
            }
        }
        return new SaidEvent(said[0], said[1], said[2], said[3], said[4]);
    }

    private static int place(String name) {
        return switch (name) {
            case "eventIdentifierValue" -> 0;
            case "eventType" -> 1;
            case "eventDateTime" -> 2;
            case "eventOutcome" -> 3;
            case "eventOutcomeDetailNote" -> 4;
            default -> -1;
        };
    }

    /** The text of the present element, up to its end. */
    private String text() throws XMLStreamException, IOException {
        var text = new StringBuilder();
        for (int next = xml.next(); next != XMLStreamConstants.END_ELEMENT; next = xml.next()) {
            if (next == XMLStreamConstants.START_ELEMENT) {
                throw new IOException("the METS has the element " + xml.getLocalName() + " where only text may be");
            }
            if (xml.hasText()) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
            if (text.length() > TEXT_MAX) {
                throw new IOException("the METS has a text of more than " + TEXT_MAX + " characters in an event");
            }
        }
        return text.toString();
    }
}
