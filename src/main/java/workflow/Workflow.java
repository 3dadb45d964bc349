package workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The map that a transfer follows: steps in order. Immutable and checked; a transfer keeps the version that it began with.
 *
 * @param digest SHA-256 of {@code text}, in hexadecimal: the version
 * @param text the file as it was read, kept for as long as any transfer refers to it
 * @param parameters values that steps may refer to, with their defaults
 */
public record Workflow(String name, String digest, String text, Map<String, Object> parameters, List<Step> steps) {

    public Step first() {
        return steps.get(0);
    }

    public Optional<Step> step(String stepName) {
        return steps.stream().filter(step -> step.name().equals(stepName)).findFirst();
    }

    /** The step below the given one; empty after the last. */
    public Optional<Step> below(String stepName) {
        for (int i = 0; i < steps.size() - 1; i++) {
            if (steps.get(i).name().equals(stepName)) {
                return Optional.of(steps.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Where a step leads: to the named one, or to the one below; empty at the end. */
    public Optional<Step> after(String stepName, Optional<String> next) {
        return next.isPresent() ? step(next.get()) : below(stepName);
    }
}
