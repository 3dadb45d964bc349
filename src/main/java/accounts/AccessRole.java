package accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What somebody is to the archive. Labels are stored for ever; what each may do is in {@code http.access.Permission}. */
public enum AccessRole {
    /** Looks at everything and changes nothing. */
    VIEWER,
    /** Submits transfers and decides about them. */
    ARCHIVIST,
    /** Keeps the machines and the work on them going. */
    OPERATOR,
    /** May do everything, and says who may do what. */
    ADMINISTRATOR,
    /** Looks at everything, and checks the record. */
    AUDITOR;

    /** As people write it, and as it is stored. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fails with {@link IllegalArgumentException} and a sentence. */
    public static AccessRole of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + label + "\" is no role; the roles are "
                        + Arrays.stream(values()).map(AccessRole::label).collect(Collectors.joining(", "))));
    }

    /** As they are stored, in the order of the enumeration. */
    public static List<String> labels(Set<AccessRole> roles) {
        return roles.stream().sorted().map(AccessRole::label).toList();
    }

    /** In the order of the enumeration. */
    public static Set<AccessRole> of(Iterable<String> labels) {
        var roles = new TreeSet<AccessRole>();
        labels.forEach(label -> roles.add(of(label)));
        return roles;
    }
}
