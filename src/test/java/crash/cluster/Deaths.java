package crash.cluster;

import java.util.ArrayList;
import java.util.List;

/** When which node's process ended. */
final class Deaths {

    /** @param killed false when the process ended by itself, which none may */
    record Death(String node, long millis, boolean killed) {}

    private final List<Death> all = new ArrayList<>();

    synchronized void add(String node, long millis, boolean killed) {
        all.add(new Death(node, millis, killed));
    }

    synchronized List<Death> all() {
        return List.copyOf(all);
    }
}
