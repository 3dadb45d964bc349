package tools;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Tells which signature file a file is, before DROID sees it. It does not judge the signatures themselves. */
final class SignatureFileCheck {

    /** The published files have some three megabytes. */
    private static final long BYTES_MAX = 64L << 20;

    // A container file holds no date of its own; The National Archives publish it under this name.
    private static final Pattern CONTAINER_NAME = Pattern.compile("container-signature-([0-9]{8})\\.xml");

    private SignatureFileCheck() {}

    static SignatureFile read(Path file) throws SignatureFileRefused {
        try {
            if (!Files.isRegularFile(file)) {
                throw new SignatureFileRefused(file, "there is no such file");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new SignatureFileRefused(file, "it is larger than any signature file");
            }
            try (var in = new BufferedInputStream(Files.newInputStream(file))) {
                return identify(file, factory().createXMLStreamReader(in));
            }
        } catch (XMLStreamException notXml) {
            throw new SignatureFileRefused(file, "it is not well-formed XML: " + firstLine(notXml));
        } catch (IOException unreadable) {
            throw new SignatureFileRefused(file, "it cannot be read: " + unreadable.getMessage());
        }
    }

    /** For signature files, which need nothing from outside and no document type. */
    static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }

    private static SignatureFile identify(Path file, XMLStreamReader xml)
            throws XMLStreamException, SignatureFileRefused {
        Optional<SignatureFile> found = Optional.empty();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new SignatureFileRefused(file, "it declares a document type, which signature files do not");
            }
            if (event == XMLStreamConstants.START_ELEMENT && found.isEmpty()) {
                found = Optional.of(root(file, xml)); // read on: the rest must be well-formed too
            }
        }
        return found.orElseThrow(() -> new IllegalStateException("XML without a root element"));
    }

    private static SignatureFile root(Path file, XMLStreamReader xml) throws SignatureFileRefused {
        var root = xml.getLocalName();
        if (root.equals(SignatureFile.Kind.BINARY.rootElement)) {
            var version = xml.getAttributeValue(null, "Version");
            if (version == null || !version.matches("[1-9][0-9]{0,8}")) {
                throw new SignatureFileRefused(file, "its FFSignatureFile element has no number as Version");
            }
            return new SignatureFile(SignatureFile.Kind.BINARY, Integer.parseInt(version), Optional.of(file));
        }
        if (root.equals(SignatureFile.Kind.CONTAINER.rootElement)) {
            var name = CONTAINER_NAME.matcher(String.valueOf(file.getFileName()));
            if (!name.matches()) {
                throw new SignatureFileRefused(
                        file,
                        "the date in the name is the version of a container signature file,"
                                + " so please name it as published, container-signature-YYYYMMDD.xml");
            }
            return new SignatureFile(SignatureFile.Kind.CONTAINER, Integer.parseInt(name.group(1)), Optional.of(file));
        }
        throw new SignatureFileRefused(
                file,
                "it begins with the element " + root + " and so is neither a DROID signature file"
                        + " (FFSignatureFile) nor a container signature file (ContainerSignatureMapping)");
    }

    private static String firstLine(XMLStreamException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }
}
