package tools.validation;

import java.io.BufferedInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParserFactory;
import model.ToolId;
import model.Verdict;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Whether XML is well-formed, by the JDK's parser. It applies no DTD or schema: those of a transfer lie on the network, if
 * anywhere, and preservation does not ask strangers.
 */
final class XmlValidator implements FormatValidator {

    private static final String PROFILE = "well-formed XML";
    private static final String BOUNDS = "JAXP000";
    private static final ToolId TOOL =
            new ToolId("Java XML parser", Runtime.version().toString());

    @Override
    public Validation validate(Path file, String option) throws Exception {
        var factory = SAXParserFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true); // bounds what entities may grow to
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setNamespaceAware(true);
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            factory.newSAXParser().parse(in, new Strict());
            return new Validation(Verdict.PASS, Optional.of(TOOL), PROFILE, List.of());
        } catch (SAXParseException problem) {
            var where = "line " + problem.getLineNumber() + ", column " + problem.getColumnNumber() + ": ";
            // A document that outgrows the parser's bounds may well be well-formed; nobody will know.
            var verdict = String.valueOf(problem.getMessage()).contains(BOUNDS) ? Verdict.NOT_DONE : Verdict.FAIL;
            return new Validation(verdict, Optional.of(TOOL), PROFILE, List.of(where + problem.getMessage()));
        }
    }

    private static final class Strict extends DefaultHandler {
        @Override
        public void fatalError(SAXParseException problem) throws SAXParseException {
            throw problem;
        }
    }
}
