package crash.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One kill.
 *
 * @param step that is to be under way
 * @param lines of the execution log that the step has written by then; when it has passed already, that is late enough
 * @param delayMillis how long after that
 */
record Kill(CrashCluster.Target target, String step, int lines, int delayMillis) {

    /** How many of them one transfer goes through: one in each tenth of its steps. */
    static final int A_TRANSFER = 10;

    private static final int LINES_MAX = 12;
    private static final int DELAY_MAX = 700;

    /** One transfer after another; every target comes before any comes again. */
    static List<List<Kill>> plan(Random random, int count, List<String> steps) {
        var targets = new ArrayList<CrashCluster.Target>();
        while (targets.size() < count) {
            var each = new ArrayList<>(List.of(CrashCluster.Target.values()));
            Collections.shuffle(each, random);
            targets.addAll(each);
        }
        var plan = new ArrayList<List<Kill>>();
        for (int first = 0; first < count; first += A_TRANSFER) {
            plan.add(transfer(random, targets.subList(first, Math.min(count, first + A_TRANSFER)), steps));
        }
        return plan;
    }

    private static List<Kill> transfer(Random random, List<CrashCluster.Target> targets, List<String> steps) {
        var kills = new ArrayList<Kill>();
        for (int i = 0; i < targets.size(); i++) {
            int from = steps.size() * i / targets.size();
            int to = steps.size() * (i + 1) / targets.size();
            kills.add(new Kill(
                    targets.get(i),
                    steps.get(from + random.nextInt(to - from)),
                    1 + random.nextInt(LINES_MAX),
                    random.nextInt(DELAY_MAX)));
        }
        return kills;
    }
}
