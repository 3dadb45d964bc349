package audit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The names of a job's tasks, by their places in its plan. Neighbours are asked for together, since they are told together. */
final class PlanNames {

    private static final int TOGETHER = 256;
    private static final int GROUPS_KEPT = 32;

    private final FileNames names;
    private final List<UUID> plan = new ArrayList<>();
    private final Map<Integer, Map<UUID, String>> known = new LinkedHashMap<>();

    PlanNames(FileNames names) {
        this.names = names;
    }

    void add(List<UUID> files) {
        plan.addAll(files);
        known.clear();
    }

    /** True for a package-scope job, whose only task is about no file. */
    boolean isEmpty() {
        return plan.isEmpty();
    }

    String of(int task) {
        return task < plan.size()
                ? group(task / TOGETHER).getOrDefault(plan.get(task), "task " + task)
                : "task " + task;
    }

    private Map<UUID, String> group(int group) {
        var found = known.get(group);
        if (found == null) {
            int from = group * TOGETHER;
            found = names.of(plan.subList(from, Math.min(plan.size(), from + TOGETHER)));
            known.put(group, found);
            if (known.size() > GROUPS_KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return found;
    }
}
