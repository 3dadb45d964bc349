package packaging.bagit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file in a bag's base directory that is a manifest by its name.
 *
 * @param algorithm in lower case
 */
record ManifestName(String file, boolean isOfPayload, String algorithm) {

    private static final Pattern FORM = Pattern.compile("(tag)?manifest-([A-Za-z0-9_-]+)\\.txt");

    static Optional<ManifestName> of(String file) {
        var matcher = FORM.matcher(file);
        return matcher.matches()
                ? Optional.of(new ManifestName(
                        file,
                        matcher.group(1) == null,
                        matcher.group(2).toLowerCase(Locale.ROOT).replaceAll("[_-]", "")))
                : Optional.empty();
    }
}
