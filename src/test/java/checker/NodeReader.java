package checker;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Gives the children of a document's root one by one, so that a METS of any size fits into a small memory. */
final class NodeReader {

    /** Deeper trees are refused: reading goes by recursion. */
    private static final int DEPTH_MAX = 3000;

    private static final XMLInputFactory FACTORY = factory();

    private NodeReader() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Gives the root without its children, then each child with all below it. */
    static void read(InputStream in, Consumer<Node> root, Consumer<Node> child, Problems problems)
            throws XMLStreamException {
        var reader = FACTORY.createXMLStreamReader(in);
        boolean rootSeen = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                problems.add("The METS document has a DTD (line "
                        + reader.getLocation().getLineNumber() + ").");
            } else if (event == XMLStreamConstants.START_ELEMENT && rootSeen) {
                child.accept(whole(reader, 1));
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                root.accept(shell(reader));
                rootSeen = true;
            }
        }
    }

    private static Node shell(XMLStreamReader reader) {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new Node(
                reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI(),
                reader.getLocalName(),
                reader.getLocation().getLineNumber(),
                attributes,
                List.of(),
                "");
    }

    private static Node whole(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEPTH_MAX) {
            throw new XMLStreamException("elements are nested more than " + DEPTH_MAX + " deep");
        }
        var shell = shell(reader);
        var children = new ArrayList<Node>();
        var text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(whole(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        return new Node(shell.namespace(), shell.name(), shell.line(), shell.attributes(), children, text.toString());
    }
}
