package packaging.aip;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The forms an AIP is stored in. */
public enum AipForm {
    UNCOMPRESSED("uncompressed", "", "", ""),
    TAR_ZSTD("tar-zstd", ".tar.zst", "Zstandard", ""),
    TAR_GZIP("tar-gzip", ".tar.gz", "GZIP Format", "x-fmt/266"),
    SEVEN_ZIP("7z", ".7z", "7Zip format", "fmt/484");

    private final String label;
    private final String extension;
    private final String formatName;
    private final String puid;

    AipForm(String label, String extension, String formatName, String puid) {
        this.label = label;
        this.extension = extension;
        this.formatName = formatName;
        this.puid = puid;
    }

    /** As workflow files and configurations name it. */
    public String label() {
        return label;
    }

    /** With its dot; empty for a directory. */
    public String extension() {
        return extension;
    }

    /** As PRONOM names the format; empty for a directory. */
    public String formatName() {
        return formatName;
    }

    /** The PRONOM identifier; empty where there is none. */
    public String puid() {
        return puid;
    }

    public boolean isDirectory() {
        return this == UNCOMPRESSED;
    }

    public static AipForm of(String label) {
        return Arrays.stream(values())
                .filter(form -> form.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown compression \"" + label + "\"; use one of "
                        + Arrays.stream(values()).map(AipForm::label).collect(Collectors.joining(", "))));
    }

    /** The form that the name of a stored AIP shows. */
    public static AipForm ofName(String name) {
        return Arrays.stream(values())
                .filter(form -> !form.isDirectory() && name.endsWith(form.extension))
                .findFirst()
                .orElse(UNCOMPRESSED);
    }
}
