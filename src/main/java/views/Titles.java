package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import workflow.ActionStep;
import workflow.BadWorkflow;
import workflow.ChoiceStep;
import workflow.KnownWorkflows;
import workflow.Step;
import workflow.Workflow;

/** What archivists call a step, from the version of the workflow that the transfer began with. */
final class Titles {

    /**
     * A step as people know it.
     *
     * @param link Archivematica's id, where there is one
     * @param place the step's place in the workflow; after all others when it is not there
     * @param options what can be picked, when it is a choice
     * @param skippable true when a person may let its failed tasks be
     */
    record Title(
            String title,
            String microservice,
            Optional<UUID> link,
            int place,
            List<ChoiceStep.Option> options,
            boolean skippable) {}

    private final Connection connection;

    Titles(Connection connection) {
        this.connection = connection;
    }

    Title of(String digest, String step) throws SQLException {
        var steps = steps(digest);
        for (int place = 0; place < steps.size(); place++) {
            if (steps.get(place).name().equals(step)) {
                return of(steps.get(place), place);
            }
        }
        return new Title(step, "", Optional.empty(), Integer.MAX_VALUE, List.of(), false);
    }

    /** In the workflow's order; none when its text can't be read any more. */
    List<Step> steps(String digest) throws SQLException {
        var known = KnownWorkflows.find(digest);
        return (known.isPresent() ? known : read(digest)).map(Workflow::steps).orElse(List.of());
    }

    private static Title of(Step step, int place) {
        var options = step instanceof ChoiceStep choice ? choice.options() : List.<ChoiceStep.Option>of();
        boolean skippable = step instanceof ActionStep action && action.skippable();
        return new Title(step.title(), step.microservice(), step.link(), place, options, skippable);
    }

    // A page with plain names is better than none.
    private Optional<Workflow> read(String digest) throws SQLException {
        var text = Sql.of("SELECT text FROM views.workflow WHERE digest = ?", digest)
                .first(connection, row -> row.getString(1));
        try {
            return text.map(found -> KnownWorkflows.of(digest, found));
        } catch (BadWorkflow unreadable) {
            return Optional.empty();
        }
    }
}
