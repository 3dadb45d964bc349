package packaging.xml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes any text fit into XML 1.0 (its production 2, {@code Char}). What it has no place for, control characters, lone
 * surrogates, U+FFFE and U+FFFF, becomes the percent-encoded bytes of its UTF-8 form.
 */
public final class XmlText {

    private XmlText() {}

    /** Any text as text that XML can hold; the very same object when it already is. */
    public static String safe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return escape(text, i, false);
            }
        }
        return text;
    }

    /** For an attribute that people read: line ends and tabs are encoded too, since parsers turn them into spaces. */
    public static String label(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i)) || text.charAt(i) < ' ') {
                return escape(text, i, true);
            }
        }
        return text;
    }

    /** The bytes of a name as UTF-8, or nothing where they are none. */
    static CharBuffer decode(byte[] name) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(name));
    }

    /** True for what needs no second look; surrogates get one. */
    private static boolean isPlain(char c) {
        return c >= ' ' ? c < '\uD800' || (c > '\uDFFF' && c < '\uFFFE') : c == '\t' || c == '\n' || c == '\r';
    }

    private static String escape(String text, int from, boolean controlsToo) {
        var safe = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isAllowed(c) && !(controlsToo && c < ' ')) {
                safe.appendCodePoint(c);
            } else {
                percent(c, safe);
            }
            i += Character.charCount(c);
        }
        return safe.toString();
    }

    private static boolean isAllowed(int c) {
        return c > 0xFFFF || isPlain((char) c);
    }

    private static void percent(int c, StringBuilder out) {
        if (c < 0x80) {
            percentByte(c, out);
        } else { // only three-byte forms are left; Java refuses to encode a lone surrogate, so it is done by hand
            percentByte(0xE0 | (c >> 12), out);
            percentByte(0x80 | ((c >> 6) & 0x3F), out);
            percentByte(0x80 | (c & 0x3F), out);
        }
    }

    static void percentByte(int b, StringBuilder out) {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) b));
    }
}
