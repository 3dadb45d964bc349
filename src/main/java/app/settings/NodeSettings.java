package app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workflow.ResourceClass;

/**
 * What this node is. Each setting is described in docs/settings.md and docs/cluster.md.
 *
 * @param name what people call it, and its worker
 * @param work the work area, which all coordinators and workers share; empty for the data directory's own
 * @param blobs where bulky output is kept, shared by all nodes; empty for the data directory's own
 * @param uploads where they are kept, and how large they may be
 * @param journals where journals of ended transfers are moved to, shared by all coordinators and http nodes; empty for the
 *     data directory's own
 * @param moveAfter how long after its end the journal of a transfer is moved there; empty for never
 * @param slots hand-outs carried out at once, by class of work
 * @param limits how many hand-outs of an action it carries out at once, where that is less than its slots
 * @param activeTransfers how many transfers of the cluster may be on their way at once; the same on all coordinators
 * @param drainLimit how long a worker that is asked to end lets running work go on
 * @param awayLimit how long a node without coordinator goes on looking for one
 */
public record NodeSettings(
        String name,
        Set<Role> roles,
        Optional<Path> work,
        Optional<Path> blobs,
        UploadSettings uploads,
        Optional<Path> journals,
        Optional<Duration> moveAfter,
        Map<ResourceClass, Integer> slots,
        Map<String, Integer> limits,
        int activeTransfers,
        Duration drainLimit,
        Duration awayLimit) {

    private static final Pattern LIMIT = Pattern.compile("([a-z][a-z0-9-]*)=([1-9][0-9]{0,3})");
    private static final int ACTIVE_TRANSFERS = 32;
    private static final int DRAIN_SECONDS = 60;
    private static final int AWAY_MINUTES = 24 * 60;

    /** The default of the slots is the one for all classes. */
    public static NodeSettings of(Environment read, int slots) {
        var counts = new EnumMap<ResourceClass, Integer>(ResourceClass.class);
        counts.put(ResourceClass.CPU, read.number("MUNIMENT_SLOTS_CPU", 1, 1024).orElse(slots));
        counts.put(ResourceClass.IO, read.number("MUNIMENT_SLOTS_IO", 1, 1024).orElse(slots));
        return new NodeSettings(
                name(read),
                Role.of(read.list("MUNIMENT_ROLES"), "MUNIMENT_ROLES"),
                read.path("MUNIMENT_WORK"),
                read.path("MUNIMENT_BLOBS"),
                UploadSettings.of(read),
                read.path("MUNIMENT_JOURNALS"),
                read.number("MUNIMENT_MOVE_JOURNALS_AFTER_DAYS", 1, 36_500).map(Duration::ofDays),
                counts,
                limits(read),
                read.number("MUNIMENT_ACTIVE_TRANSFERS", 1, 100_000).orElse(ACTIVE_TRANSFERS),
                Duration.ofSeconds(
                        read.number("MUNIMENT_DRAIN_SECONDS", 0, 86_400).orElse(DRAIN_SECONDS)),
                Duration.ofMinutes(
                        read.number("MUNIMENT_AWAY_MINUTES", 1, 525_600).orElse(AWAY_MINUTES)));
    }

    /** {@code action=number,…}. */
    private static Map<String, Integer> limits(Environment read) {
        var limits = new TreeMap<String, Integer>();
        for (var part : read.list("MUNIMENT_ACTION_LIMITS")) {
            var matcher = LIMIT.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("MUNIMENT_ACTION_LIMITS is ACTION=NUMBER,ACTION=NUMBER, such as"
                        + " validate-formats=1; \"" + part + "\" is not");
            }
            limits.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        return limits;
    }

    /** Fails with a sentence when a limit is for an action that there is none of, which would limit nothing. */
    public void checkLimits(Set<String> actions) {
        limits.keySet().stream()
                .filter(action -> !actions.contains(action))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "MUNIMENT_ACTION_LIMITS names \"" + unknown + "\", and there is no such action; there are "
                                    + String.join(", ", new TreeSet<>(actions)));
                });
    }

    private static String name(Environment read) {
        var name = read.text("MUNIMENT_NODE").orElseGet(HostName::ofThisMachine);
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "MUNIMENT_NODE is a name of at most 100 letters, digits, dots, underscores" + " and hyphens; \""
                            + name + "\" is not");
        }
        return name;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Workers have no database, and read nothing of its settings. */
    public boolean needsDatabase() {
        return is(Role.COORDINATOR) || is(Role.HTTP);
    }

    /** The roles for people: {@code coordinator, http}. */
    public String rolesText() {
        return roles.stream().map(Role::label).collect(Collectors.joining(", "));
    }
}
