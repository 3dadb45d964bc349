package preservation.names;

import java.util.Arrays;
import model.FilePath;

/** Byte-wise rules for single names that hold whether or not they are clean, or text at all. */
public final class Names {

    /** What Linux and macOS file systems allow, in bytes. */
    public static final int BYTES_MAX = 255;

    /** A longer "extension" is rather a sentence with a dot in it. */
    private static final int EXTENSION_BYTES_MAX = 32;

    private Names() {}

    /**
     * The name with {@code _<number>} before its extension, shortened before that where it would get too long. Different
     * numbers give different names.
     */
    public static FilePath numbered(FilePath name, int number) {
        return FilePath.ofBytes(insert(name.bytes(), "_" + number));
    }

    /** The name within {@link #BYTES_MAX}, keeping its extension. */
    static byte[] shortened(byte[] name) {
        return name.length <= BYTES_MAX ? name : insert(name, "");
    }

    static byte[] insert(byte[] name, String mark) {
        int dot = extensionStart(name);
        int stem = Math.min(dot, BYTES_MAX - mark.length() - (name.length - dot));
        if (stem < dot) {
            stem = characterStart(name, stem);
        }
        var result = Arrays.copyOf(name, stem + mark.length() + name.length - dot);
        for (int i = 0; i < mark.length(); i++) {
            result[stem + i] = (byte) mark.charAt(i);
        }
        System.arraycopy(name, dot, result, stem + mark.length(), name.length - dot);
        return result;
    }

    /** Where the dot of the extension is; the length where there is none. A leading dot begins no extension. */
    static int extensionStart(byte[] name) {
        for (int i = name.length - 2; i > 0 && name.length - i <= EXTENSION_BYTES_MAX; i--) {
            if (name[i] == '.') {
                return i;
            }
        }
        return name.length;
    }

    private static int characterStart(byte[] name, int position) {
        int start = position;
        // UTF-8 continuation bytes; names that are not UTF-8 are cut anywhere within four bytes.
        while (start > position - 4 && start > 0 && (name[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
    }
}
