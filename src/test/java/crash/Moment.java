package crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * When a process is to be killed.
 *
 * @param action whose run is watched, or {@link #SUBMITTED}
 * @param phase where in the action
 * @param number for {@link Phase#TASKS} after how many tasks, for {@link Phase#HALF} in which reading of the entries
 * @param delayMillis how long after the moment is reached
 */
public record Moment(String action, Phase phase, int number, int delayMillis) {

    /** Not an action: the submission is stored, and the first choice is answered by the configuration. */
    public static final String SUBMITTED = "submitted";

    /** How many moments there are when nobody says otherwise. */
    static final int USUAL = 15;

    /** Where in an action. All but OPEN and GROWING hold the action there until the kill. */
    public enum Phase {
        /** It was handed out and has done nothing. */
        BEFORE,
        /** It began, and runs on. */
        OPEN,
        /** It has read half of the entries. */
        HALF,
        /** Something of a good size is in its directory, and it runs on. */
        GROWING,
        /** So many tasks have given their results. */
        TASKS,
        /** All is done, and nobody has been told. */
        AFTER
    }

    /** As an argument of the process. */
    String text() {
        return action + ":" + phase + ":" + number;
    }

    /** The reverse of {@link #text}; the delay is the killer's. */
    public static Moment parse(String text) {
        var parts = text.split(":", -1);
        return new Moment(parts[0], Phase.valueOf(parts[1]), Integer.parseInt(parts[2]), 0);
    }

    /**
     * Moments in the order of the standard workflow: the usual ones cover each kind of step, further ones are inside any
     * action.
     */
    static List<Moment> plan(Random random, int count) {
        var usual = new ArrayList<>(receiving(random));
        usual.addAll(packaging(random));
        while (usual.size() > count) {
            usual.remove(random.nextInt(usual.size()));
        }
        for (int further = count - usual.size(); further > 0; further--) {
            // The same moment again: what a first kill leaves behind is met by a second one.
            int again = random.nextInt(usual.size());
            var moment = usual.get(again);
            if (!moment.action().equals(SUBMITTED)) {
                usual.add(again, new Moment(moment.action(), Phase.BEFORE, 0, random.nextInt(1800)));
            } else {
                further++;
            }
        }
        return Collections.unmodifiableList(usual);
    }

    private static List<Moment> receiving(Random random) {
        return List.of(
                new Moment(SUBMITTED, Phase.OPEN, 0, random.nextInt(300)),
                around(random, "list-source"),
                tasks(random, "receive-files"),
                around(random, "remove-unneeded-files", "restructure-for-compliance", "verify-transfer-compliance"),
                tasks(random, "assign-file-identifiers", "assign-checksums"),
                around(random, "load-descriptions", "verify-metadata-checksums", "scan-for-viruses", "change-names"),
                tasks(random, "identify-format", "characterize-files"),
                around(random, "create-sip", "move-into-objects"));
    }

    private static List<Moment> packaging(Random random) {
        return List.of(
                new Moment("generate-mets", Phase.HALF, 1, random.nextInt(1800)),
                new Moment("prepare-aip", Phase.HALF, 2, random.nextInt(1800)),
                new Moment("compress-aip", Phase.GROWING, 0, random.nextInt(50)),
                random.nextBoolean()
                        ? around(random, "verify-aip")
                        : new Moment("verify-aip", Phase.OPEN, 0, random.nextInt(50)),
                new Moment("store-aip", Phase.BEFORE, 0, random.nextInt(1800)),
                new Moment("store-aip", Phase.AFTER, 0, random.nextInt(1800)),
                around(random, "clean-up"));
    }

    private static Moment around(Random random, String... actions) {
        return new Moment(
                actions[random.nextInt(actions.length)],
                random.nextBoolean() ? Phase.BEFORE : Phase.AFTER,
                0,
                random.nextInt(1800));
    }

    private static Moment tasks(Random random, String... actions) {
        return new Moment(
                actions[random.nextInt(actions.length)], Phase.TASKS, 2 + random.nextInt(12), random.nextInt(3000));
    }
}
