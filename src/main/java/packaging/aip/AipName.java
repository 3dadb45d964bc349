package packaging.aip;

import java.text.Normalizer;
import java.util.UUID;

/** The name of an AIP: that of its transfer in plain characters, and its UUID. */
public final class AipName {

    /** A file name has 255 bytes at most; the UUID, the longest extension and a partial name's prefix need theirs. */
    private static final int TEXT_CHARS_MAX = 150;

    private AipName() {}

    /** The same for the same transfer name, whatever that holds; never empty and never hidden. */
    public static String of(String transferName, UUID aip) {
        var plain = Normalizer.normalize(transferName, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9._-]+", "_")
                .replaceAll("^[._-]+", "");
        var text = plain.length() > TEXT_CHARS_MAX ? plain.substring(0, TEXT_CHARS_MAX) : plain;
        return (text.isEmpty() ? "transfer" : text) + "-" + aip;
    }
}
