package app.settings;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a node does; the default node does all of it. */
public enum Role {
    /** Holds transfers and their jobs, and hands out work. */
    COORDINATOR,
    /** Answers requests. */
    HTTP,
    /** Carries out work. Needs no database. */
    WORKER;

    /** As it is written in settings and known in the cluster. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<Role> of(List<String> labels, String setting) {
        if (labels.isEmpty()) {
            return EnumSet.allOf(Role.class);
        }
        return labels.stream()
                .map(label -> of(label, setting))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static Role of(String label, String setting) {
        return Stream.of(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        setting + " is a list of coordinator, http and worker with commas; \"" + label + "\" is none"));
    }
}
