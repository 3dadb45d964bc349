package checker;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.catalog.CatalogResolver;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Is a METS document valid against METS and PREMIS? Reads the schemas from a directory; nothing comes from the network. */
final class SchemaCheck {

    private final Schema schema;

    /** @param schemas holds {@code driver.xsd}, which imports the others, and the {@code catalog.xml} that finds them */
    SchemaCheck(Path schemas) throws SAXException {
        var factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // STRICT: what the catalog does not have is an error and not a download.
        var features = CatalogFeatures.builder()
                .with(CatalogFeatures.Feature.RESOLVE, "strict")
                .build();
        var catalog = CatalogManager.catalogResolver(
                features, schemas.resolve("catalog.xml").toUri());
        factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                isBeside(systemId, base) ? null : resolve(catalog, namespace, publicId, systemId, base));
        schema = factory.newSchema(schemas.resolve("driver.xsd").toFile());
    }

    private static org.w3c.dom.ls.LSInput resolve(
            CatalogResolver catalog, String namespace, String publicId, String systemId, String base) {
        return catalog.resolveResource(XMLConstants.W3C_XML_SCHEMA_NS_URI, namespace, publicId, systemId, base);
    }

    /** A schema that includes one by a relative name means the file beside it. */
    private static boolean isBeside(String systemId, String base) {
        if (systemId == null || base == null || URI.create(systemId).isAbsolute()) {
            return false;
        }
        var file = URI.create(base).resolve(systemId);
        return "file".equals(file.getScheme()) && Files.exists(Path.of(file));
    }

    void run(Path mets, Problems problems) throws IOException {
        var validator = schema.newValidator();
        validator.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException warning) {
                error(warning);
            }

            @Override
            public void error(SAXParseException error) {
                problems.add(mets.getFileName() + ", line " + error.getLineNumber() + ", is not valid: "
                        + error.getMessage());
            }

            @Override
            public void fatalError(SAXParseException error) throws SAXException {
                throw error;
            }
        });
        try (InputStream in = Files.newInputStream(mets)) {
            validator.validate(new StreamSource(in, mets.toUri().toString()));
        } catch (SAXException broken) {
            problems.add(
                    mets.getFileName() + " is not well-formed, or asks for what it may not: " + broken.getMessage());
        }
    }
}
