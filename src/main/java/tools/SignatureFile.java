package tools;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
