package packaging.xml;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML 1.0 document as a stream, element by element, a line for each. Whatever text it is given, the document
 * stays well-formed: see {@link XmlText}. It does not know any schema, and it does not close the stream below.
 */
public final class XmlOut {

    private static final XMLOutputFactory WRITERS = writers();
    private static final String INDENTATION = "\n" + " ".repeat(64);

    private final XMLStreamWriter xml;
    private int depth;
    private boolean hasChildren;

    public XmlOut(OutputStream out) throws IOException {
        try {
            xml = WRITERS.createXMLStreamWriter(out, "UTF-8");
        } catch (XMLStreamException failure) {
            throw asIo(failure);
        }
    }

    private static XMLOutputFactory writers() {
        var factory = new WstxOutputFactory();
        factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
        return factory;
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private XmlOut step(Step step) throws IOException {
        try {
            step.run();
            return this;
        } catch (XMLStreamException failure) {
            throw asIo(failure);
        }
    }

    private static IOException asIo(XMLStreamException failure) {
        return failure.getNestedException() instanceof IOException io ? io : new IOException(failure);
    }

    /** The XML declaration. */
    public XmlOut begin() throws IOException {
        return step(() -> xml.writeStartDocument("UTF-8", "1.0"));
    }

    public XmlOut start(Namespace namespace, String name) throws IOException {
        return step(() -> {
            indent();
            xml.writeStartElement(namespace.prefix(), name, namespace.uri());
            opened();
        });
    }

    /** An element without a namespace. The caller has made sure that it is a name. */
    public XmlOut startPlain(String name) throws IOException {
        return step(() -> {
            indent();
            xml.writeStartElement(name);
            opened();
        });
    }

    /** Binds the namespace's prefix from the element that was just started. */
    public XmlOut declare(Namespace namespace) throws IOException {
        return step(() -> xml.writeNamespace(namespace.prefix(), namespace.uri()));
    }

    public XmlOut attribute(String name, String value) throws IOException {
        return step(() -> xml.writeAttribute(name, XmlText.label(value)));
    }

    public XmlOut attribute(Namespace namespace, String name, String value) throws IOException {
        return step(() -> xml.writeAttribute(namespace.prefix(), namespace.uri(), name, XmlText.label(value)));
    }

    public XmlOut text(String text) throws IOException {
        return step(() -> xml.writeCharacters(XmlText.safe(text)));
    }

    public XmlOut end() throws IOException {
        return step(() -> {
            depth--;
            if (hasChildren) {
                lineBreak();
            }
            xml.writeEndElement();
            hasChildren = true;
        });
    }

    /** An element with text and nothing else. */
    public XmlOut element(Namespace namespace, String name, String text) throws IOException {
        return start(namespace, name).text(text).end();
    }

    /** As {@link #element}, but no element at all for no text. */
    public XmlOut elementIfAny(Namespace namespace, String name, String text) throws IOException {
        return text.isEmpty() ? this : element(namespace, name, text);
    }

    /** Lets a copier of foreign XML write a whole element, start to end, on a line of its own. */
    void foreign(ForeignXml.Copy copy) throws IOException {
        step(() -> {
            indent();
            copy.to(xml);
            hasChildren = true;
        });
    }

    /** Ends the document and hands everything to the stream below. */
    public void finish() throws IOException {
        step(() -> {
            xml.writeCharacters("\n");
            xml.flush();
            xml.writeEndDocument(); // gives its buffers back, so nothing can follow
        });
    }

    private void indent() throws XMLStreamException {
        lineBreak();
        hasChildren = false;
    }

    private void opened() {
        depth++;
    }

    private void lineBreak() throws XMLStreamException {
        if (depth > 0) {
            xml.writeCharacters(INDENTATION.substring(0, 1 + Math.min(depth, 64)));
        }
    }
}
