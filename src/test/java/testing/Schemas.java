package testing;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Validates METS with the PREMIS and Dublin Core in it, by the schemas of the shared directory and never by the network. */
public final class Schemas {

    private final Schema schema;

    private Schemas(Schema schema) {
        this.schema = schema;
    }

    /** From a directory with {@code driver.xsd}, which imports the schemas, and {@code catalog.xml}, which finds them. */
    public static Schemas in(Path directory) throws Exception {
        var factory = SchemaFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        // METS repeats element groups more often than the limit of secure processing; the schemas are ours to trust
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/maxOccurLimit", "0");
        var catalog = new Catalog(directory);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> catalog.open(systemId, base));
        return new Schemas(factory.newSchema(directory.resolve("driver.xsd").toFile()));
    }

    /** Every complaint about a document, with its line; none when it is valid. */
    public List<String> complaints(Path document) throws IOException, SAXException {
        var complaints = new ArrayList<String>();
        var validator = schema.newValidator();
        validator.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        validator.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException trouble) {
                error(trouble);
            }

            @Override
            public void error(SAXParseException trouble) {
                complaints.add("line " + trouble.getLineNumber() + ": " + trouble.getMessage());
            }

            @Override
            public void fatalError(SAXParseException trouble) {
                error(trouble);
            }
        });
        validator.validate(new StreamSource(document.toFile()));
        return complaints;
    }

    /** Where the schemas that others refer to by URL lie. */
    private record Catalog(Path directory, Map<String, String> files, Map<String, String> prefixes) {

        Catalog(Path directory) throws ParserConfigurationException, IOException, SAXException {
            this(directory, new java.util.HashMap<>(), new java.util.HashMap<>());
            var builders = DocumentBuilderFactory.newDefaultInstance();
            builders.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var root = builders.newDocumentBuilder()
                    .parse(directory.resolve("catalog.xml").toFile())
                    .getDocumentElement();
            for (var node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element entry && entry.getTagName().equals("system")) {
                    files.put(entry.getAttribute("systemId"), entry.getAttribute("uri"));
                } else if (node instanceof Element entry && entry.getTagName().equals("rewriteSystem")) {
                    prefixes.put(entry.getAttribute("systemIdStartString"), entry.getAttribute("rewritePrefix"));
                }
            }
        }

        LSInput open(String systemId, String base) {
            var file = find(systemId, base);
            try {
                var input = ((DOMImplementationLS)
                                DOMImplementationRegistry.newInstance().getDOMImplementation("LS"))
                        .createLSInput();
                input.setSystemId(file.toUri().toString());
                input.setCharacterStream(new StringReader(Files.readString(file)));
                return input;
            } catch (ReflectiveOperationException | IOException missing) {
                throw new IllegalStateException("no schema for " + systemId, missing);
            }
        }

        private Path find(String systemId, String base) {
            if (files.containsKey(systemId)) {
                return directory.resolve(files.get(systemId));
            }
            for (var prefix : prefixes.entrySet()) {
                if (systemId.startsWith(prefix.getKey())) {
                    return directory.resolve(prefix.getValue()
                            + systemId.substring(prefix.getKey().length()));
                }
            }
            return Path.of(java.net.URI.create(base)).resolveSibling(systemId);
        }
    }

    /** For documents in memory. */
    public List<String> complaints(String document, Path scratch) throws IOException, SAXException {
        return complaints(Files.writeString(scratch, document));
    }
}
