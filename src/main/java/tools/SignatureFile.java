package tools;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * One signature file of The National Archives, shipped or installed. It knows where its bytes are, not what they mean.
 *
 * @param version orders files of one kind: 122 for V122, 20260119 for the container file of that date
 * @param installed where it is; empty for the one that comes with the product
 */
public record SignatureFile(Kind kind, int version, Optional<Path> installed) {

    /** The two kinds that DROID reads. */
    public enum Kind {
        BINARY("FFSignatureFile", "DROID_SignatureFile_V", "V"),
        CONTAINER("ContainerSignatureMapping", "container-signature-", "container ");

        final String rootElement;
        final String filePrefix;
        final String label;

        Kind(String rootElement, String filePrefix, String label) {
            this.rootElement = rootElement;
            this.filePrefix = filePrefix;
            this.label = label;
        }
    }

    /** As it is named in a tool's version: {@code V111} or {@code container 20230307}. */
    public String label() {
        return kind.label + version;
    }

    public String fileName() {
        return kind.filePrefix + version + ".xml";
    }

    /**
     * When The National Archives made it, as far as it can be told: a binary file says so itself, a container file is named
     * by its date.
     *
     * @throws IOException when the file can't be read any more
     */
    public Optional<LocalDate> date() throws IOException {
        var text = kind == Kind.CONTAINER
                ? Integer.toString(version).replaceFirst("^(\\d{4})(\\d{2})(\\d{2})$", "$1-$2-$3")
                : created().replaceFirst("T.*", "");
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException unusual) {
            return Optional.empty();
        }
    }

    private String created() throws IOException {
        try (var in = new BufferedInputStream(open())) {
            var xml = SignatureFileCheck.factory().createXMLStreamReader(in);
            xml.nextTag();
            return String.valueOf(xml.getAttributeValue(null, "DateCreated"));
        } catch (XMLStreamException broken) {
            throw new IOException(fileName() + " is no XML any more", broken);
        }
    }

    /** Its bytes; close it. */
    public InputStream open() throws IOException {
        if (installed.isPresent()) {
            return Files.newInputStream(installed.get());
        }
        var shipped = SignatureFile.class.getResourceAsStream("/droid/" + fileName());
        if (shipped == null) {
            throw new FileNotFoundException("the shipped signature file " + fileName() + " is not on the class path");
        }
        return shipped;
    }
}
