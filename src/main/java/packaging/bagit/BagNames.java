package packaging.bagit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import model.FilePath;

/** How the names of a bag's files are written in its manifests. */
public final class BagNames {

    private BagNames() {}

    /** RFC 8493, 2.1.3: only the percent sign, carriage return and line feed are escaped. */
    public static String escape(String name) {
        return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** The reverse of {@link #escape}. Other escapes are left as they are: no rule makes them. */
    public static String unescape(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        return name.replace("%0D", "\r")
                .replace("%0d", "\r")
                .replace("%0A", "\n")
                .replace("%0a", "\n")
                .replace("%25", "%");
    }

    /** The path as text; empty when its bytes are not UTF-8, for then no manifest can list it. */
    public static Optional<String> text(FilePath path) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder(); // reports malformed bytes instead of replacing them
            return Optional.of(decoder.decode(ByteBuffer.wrap(path.bytes())).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
