package audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Heads that are known from outside, by the journal that they are of. */
public final class Anchors {

    public static final Anchors NONE = new Anchors(List.of());

    private final Map<String, List<Anchor>> byId = new HashMap<>();

    public Anchors(Collection<Anchor> anchors) {
        anchors.forEach(anchor -> byId.computeIfAbsent(anchor.persistenceId(), missing -> new ArrayList<>())
                .add(anchor));
    }

    List<Anchor> of(String persistenceId) {
        return byId.getOrDefault(persistenceId, List.of());
    }

    /** The journals that must be there, in their order. */
    Collection<String> persistenceIds() {
        return new TreeSet<>(byId.keySet());
    }
}
