package tools;

import java.nio.file.Path;

/** A signature file is not installed; the message says which and why, for a person. */
public final class SignatureFileRefused extends Exception {

    private static final long serialVersionUID = 1L;

    SignatureFileRefused(Path file, String reason) {
        super(file + " was not installed, and nothing has changed: " + reason);
    }
}
