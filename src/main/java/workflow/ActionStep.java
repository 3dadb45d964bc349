package workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A step that carries out a preservation action.
 *
 * @param action the action's name in kebab-case
 * @param with its parameters; a text {@code $name} stands for a workflow parameter, {@code $choice.step} for a choice made
 * @param scope one task for each file that the filter takes, or one for the package
 * @param filter which entries of the file register the step is about
 * @param history true when the action needs every finding so far, not only the facts
 * @param onFailure what a failed task means for the transfer
 * @param retry how often a task that infrastructure failed is tried again
 * @param timeLimit of one task of a file-scope step, or of the whole package task
 * @param when the step is passed over unless this choice was made so; empty for always
 * @param next the step that follows; empty for the one below
 * @param skippable true when a person may let its failed tasks be
 */
public record ActionStep(
        String name,
        String title,
        String microservice,
        Optional<UUID> link,
        String action,
        Map<String, Object> with,
        Scope scope,
        EntryFilter filter,
        boolean history,
        OnFailure onFailure,
        RetryPolicy retry,
        ResourceClass resource,
        Duration timeLimit,
        Optional<Condition> when,
        Optional<String> next,
        boolean skippable)
        implements Step {

    /** A choice made in a certain way. */
    public record Condition(String choice, String option) {}

    /** Whether the step is to be run after these choices: step name to option name. */
    public boolean appliesTo(Map<String, String> choices) {
        return when.isEmpty()
                || when.get().option().equals(choices.get(when.get().choice()));
    }
}
