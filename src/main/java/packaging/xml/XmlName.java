package packaging.xml;

import java.nio.charset.CharacterCodingException;
import model.FilePath;

/**
 * A file name in XML. It is the name itself where that is UTF-8 that XML 1.0 can hold and that no reader alters, as some do
 * with tabs and line ends; else what cannot be held is percent-encoded byte for byte, and every {@code %} with it, so that
 * the bytes can be had back.
 *
 * @param percentEncoded true when the text has to be decoded to get the name; whoever writes it must say so beside it
 */
public record XmlName(String text, boolean percentEncoded) {

    public static XmlName of(FilePath path) {
        byte[] bytes = path.bytes();
        try {
            var text = XmlText.decode(bytes).toString();
            if (XmlText.label(text).equals(text)) {
                return new XmlName(text, false);
            }
        } catch (CharacterCodingException notUtf8) {
            return new XmlName(path.encoded(), true);
        }
        return new XmlName(encodeControls(path), true);
    }

    /** Readable still: only what XML refuses or alters, and the percent sign. */
    private static String encodeControls(FilePath path) {
        return XmlText.label(path.display().replace("%", "%25"));
    }
}
