package preservation.names;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Text in ASCII as far as letters have a customary Latin form: accents go, ligatures open, Cyrillic and Greek letters are
 * spelled out. Anything else stays as it is. It serves file names only: it is one-way, and no scholarly romanisation.
 */
final class Transliteration {

    private static final Map<Integer, String> LETTERS = new HashMap<>();

    static {
        // Latin letters that Unicode does not take apart.
        pairs(
                "ß ss ẞ SS æ ae Æ AE œ oe Œ OE ø o Ø O đ d Đ D ð d Ð D þ th Þ Th ł l Ł L ı i ħ h Ħ H ŋ ng Ŋ NG ŧ t Ŧ T ə e Ə E");
        // Cyrillic: Russian, Ukrainian, Belarusian, Serbian, Macedonian, after their accents are gone.
        pairs(
                "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch");
        pairs("ъ _ ы y ь _ э e ю yu я ya ґ g є ye і i ђ dj ј j љ lj њ nj ћ c џ dz ѕ dz");
        pairs("α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");
    }

    private Transliteration() {}

    private static void pairs(String spaced) {
        var words = spaced.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            int letter = words[i].codePointAt(0);
            var latin = words[i + 1].equals("_") ? "" : words[i + 1];
            LETTERS.putIfAbsent(letter, latin);
            LETTERS.putIfAbsent(Character.toUpperCase(letter), capitalised(latin));
        }
    }

    private static String capitalised(String latin) {
        return latin.isEmpty() ? "" : Character.toUpperCase(latin.charAt(0)) + latin.substring(1);
    }

    static String toAscii(String text) {
        var result = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> {
            if (c < 0x80) {
                result.append((char) c);
            } else if (!isMark(c)) {
                var latin = LETTERS.get(c);
                result.append(latin == null ? Character.toString(c) : latin);
            }
        });
        return result.toString();
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
