package checker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** How the name of an original may stand in a PREMIS originalName. Names are bytes, and XML holds only some of them. */
final class SourceNames {

    private SourceNames() {}

    /** The bytes of a path relative to the source. {@link Path#toUri} is the one way to them. */
    static byte[] bytes(Path source, Path file) {
        var whole = file.toAbsolutePath().toUri().getRawPath();
        var top = source.toAbsolutePath().toUri().getRawPath();
        return unescape(whole.substring(top.endsWith("/") ? top.length() : top.length() + 1));
    }

    /**
     * The name itself where XML can hold it; else with the bytes that it can't hold percent-encoded, the percent sign
     * escaped too or not; and wholly encoded as a URI.
     */
    static Set<String> spellings(byte[] name) {
        var spellings = new LinkedHashSet<String>();
        spellings.add(partly(name, false));
        spellings.add(partly(name, true));
        spellings.add(wholly(name));
        return spellings;
    }

    private static String partly(byte[] name, boolean escapePercent) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length; ) {
            int length = sequenceLength(name, i);
            var character = length == 0 ? null : decode(name, i, length);
            boolean fits =
                    character != null && inXml(character.codePointAt(0)) && !(escapePercent && character.equals("%"));
            if (fits) {
                text.append(character);
                i += length;
            } else {
                int escaped = Math.max(1, character == null ? 1 : length);
                for (int k = 0; k < escaped; k++) {
                    text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(name[i + k]));
                }
                i += escaped;
            }
        }
        return text.toString();
    }

    private static int sequenceLength(byte[] name, int at) {
        int lead = name[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
        return at + length <= name.length ? length : 0;
    }

    /** The character, or null when these bytes are none. */
    private static String decode(byte[] name, int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(name, at, length))
                    .toString();
        } catch (CharacterCodingException invalid) {
            return null;
        }
    }

    // XML 1.0, production 2; tab, line feed and carriage return are left out, because a reader may normalise them.
    private static boolean inXml(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private static String wholly(byte[] name) {
        var text = new StringBuilder();
        for (byte b : name) {
            int c = b & 0xFF;
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                text.append((char) c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static byte[] unescape(String raw) {
        var out = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                out.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                out.write(raw.charAt(i));
            }
        }
        return out.toByteArray();
    }
}
