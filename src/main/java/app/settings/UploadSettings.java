package app.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Uploads. Each setting is described in docs/settings.md.
 *
 * @param directory where they are kept until they have been received; empty for a place beside the work area
 * @param bytes what one may have, all its files together
 * @param files how many one may have
 */
public record UploadSettings(Optional<Path> directory, long bytes, int files) {

    private static final int MEGABYTES = 100_000;
    private static final int FILES = 100_000;
    private static final long MEGABYTE = 1_000_000;

    static UploadSettings of(Environment read) {
        return new UploadSettings(
                read.path("MUNIMENT_UPLOADS"),
                read.number("MUNIMENT_UPLOAD_MEGABYTES", 1, 100_000_000).orElse(MEGABYTES) * MEGABYTE,
                read.number("MUNIMENT_UPLOAD_FILES", 1, 1_000_000).orElse(FILES));
    }
}
