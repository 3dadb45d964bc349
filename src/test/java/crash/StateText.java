package crash;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that a state holds as one text, the same in every JVM; sets and maps have no order of their own. */
final class StateText {

    private StateText() {}

    static String digest(Object state) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(of(state).getBytes(StandardCharsets.UTF_8)));
        } catch (ReflectiveOperationException | java.security.NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static String of(Object value) throws ReflectiveOperationException {
        if (value == null || value instanceof BitSet || value instanceof Enum<?>) {
            return String.valueOf(value);
        }
        if (value instanceof Optional<?> optional) {
            return "?" + of(optional.orElse(null));
        }
        if (value instanceof Map<?, ?> map) {
            var entries = new ArrayList<String>();
            for (var entry : map.entrySet()) {
                entries.add(of(entry.getKey()) + "=" + of(entry.getValue()));
            }
            entries.sort(null);
            return entries.toString();
        }
        if (value instanceof Collection<?> all) {
            return collection(all);
        }
        if (value.getClass().isArray()) {
            return array(value);
        }
        return isOurs(value.getClass()) ? fields(value) : value.toString();
    }

    private static String collection(Collection<?> all) throws ReflectiveOperationException {
        var texts = new ArrayList<String>();
        for (var each : all) {
            texts.add(of(each));
        }
        if (all instanceof Set<?>) {
            texts.sort(null);
        }
        return texts.toString();
    }

    private static String array(Object array) throws ReflectiveOperationException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < Array.getLength(array); i++) {
            texts.add(of(Array.get(array, i)));
        }
        return texts.toString();
    }

    private static boolean isOurs(Class<?> type) {
        return type.getClassLoader() != null;
    }

    private static String fields(Object value) throws ReflectiveOperationException {
        var text = new StringBuilder(value.getClass().getName()).append('(');
        for (var field : ofAll(value.getClass())) {
            field.setAccessible(true);
            text.append(field.getName())
                    .append('=')
                    .append(of(field.get(value)))
                    .append(';');
        }
        return text.append(')').toString();
    }

    private static List<Field> ofAll(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparing(Field::getName))
                .toList();
    }
}
