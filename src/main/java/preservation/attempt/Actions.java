package preservation.attempt;

import codec.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import preservation.PreservationAction;

/** The preservation actions that there are, by name. */
public final class Actions {

    private final Map<String, PreservationAction<?>> byName;

    public Actions(Map<String, PreservationAction<?>> byName) {
        this.byName = Map.copyOf(byName);
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
