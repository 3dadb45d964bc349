package preservation.attempt;

import codec.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import preservation.PreservationAction;
import tools.ChildJvm;

/** The preservation actions that there are, by name. */
public final class Actions {

    private final Map<String, PreservationAction<?>> byName;
    private final Optional<ChildJvm> apart;

    /** All attempts run in this process. */
    public Actions(Map<String, PreservationAction<?>> byName) {
        this(byName, Optional.empty());
    }

    /**
     * Suspected tasks run in a process of their own.
     *
     * @param apart its program has the same actions and runs {@link ApartProcess#run}
     */
    public Actions(Map<String, PreservationAction<?>> byName, Optional<ChildJvm> apart) {
        this.byName = Map.copyOf(byName);
        this.apart = apart;
    }

    Optional<ChildJvm> apart() {
        return apart;
    }

    /** The same, with all attempts in this process. */
    Actions here() {
        return new Actions(byName);
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** The action with its parameters read; empty when there is none of this name. */
    Optional<Ready<?>> ready(String name, Map<String, Object> parameters) {
        return Optional.ofNullable(byName.get(name)).map(action -> ready(action, parameters));
    }

    private static <P> Ready<P> ready(PreservationAction<P> action, Map<String, Object> parameters) {
        return new Ready<>(action, Json.text().convertValue(parameters, action.parameters()));
    }

    /** An action and what it shall be run with. */
    record Ready<P>(PreservationAction<P> action, P parameters) {}
}
