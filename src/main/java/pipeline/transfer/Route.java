package pipeline.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.DatedFinding;
import model.Failure;
import model.Finding;
import model.Submission;
import model.TransferStatus;
import pipeline.transfer.TransferEvent.ChoiceAwaited;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Queued;
import workflow.ActionStep;
import workflow.ChoiceStep;
import workflow.Step;
import workflow.Workflow;

/**
 * Which events lead a transfer from a step of its workflow to the next one that takes time or a person.
 *
 * @param made choices so far: step name to option name
 * @param placed true when the transfer has a place among the active ones; without one a job is not opened yet
 */
record Route(Workflow workflow, Submission submission, Map<String, String> made, boolean placed, Instant now) {

    /**
     * Enters a step, and goes through choices that the configuration answers.
     *
     * @param step empty past the last one
     * @param jobsOpened how many jobs the transfer had so far
     * @param findings of the package so far
     */
    List<TransferEvent> enter(Optional<Step> step, int jobsOpened, List<DatedFinding> findings) {
        var events = new ArrayList<TransferEvent>();
        var at = step;
        var choices = new HashMap<>(made);
        while (at.isPresent()) {
            if (at.get() instanceof ActionStep action) {
                if (action.appliesTo(choices)) {
                    events.add(
                            placed
                                    ? new JobOpened(action.name(), 0, jobsOpened, now)
                                    : new Queued(action.name(), 0, Optional.empty(), now));
                    return events;
                }
                at = workflow.after(action.name(), action.next());
                continue;
            }
            var choice = (ChoiceStep) at.get();
            var answer =
                    Optional.ofNullable(submission.choices().get(choice.name())).flatMap(choice::option);
            if (answer.isEmpty()) {
                events.add(new ChoiceAwaited(choice.name(), now));
                return events;
            }
            events.add(new ChoiceMade(
                    choice.name(), answer.get().name(), "configuration " + submission.configuration(), "", now));
            if (answer.get().reject()) {
                events.add(rejected());
                return events;
            }
            choices.put(choice.name(), answer.get().name());
            at = workflow.after(choice.name(), answer.get().next());
        }
        events.add(arrived(findings));
        return events;
    }

    /** What picking an option leads to. */
    List<TransferEvent> picked(
            ChoiceStep choice, ChoiceStep.Option option, int jobsOpened, List<DatedFinding> findings) {
        if (option.reject()) {
            return List.of(rejected());
        }
        var choices = new HashMap<>(made);
        choices.put(choice.name(), option.name());
        return new Route(workflow, submission, choices, placed, now)
                .enter(workflow.after(choice.name(), option.next()), jobsOpened, findings);
    }

    private Ended rejected() {
        return new Ended(TransferStatus.REJECTED, Optional.empty(), now);
    }

    private Ended arrived(List<DatedFinding> findings) {
        if (isStored(findings)) {
            return new Ended(TransferStatus.STORED, Optional.empty(), now);
        }
        var last = workflow.steps().get(workflow.steps().size() - 1);
        var failure = new Failure(
                last.name(),
                last.title(),
                Optional.empty(),
                Optional.empty(),
                "the workflow came to its end and no step stored an AIP; use a workflow with a step that does");
        return new Ended(TransferStatus.FAILED, Optional.of(failure), now);
    }

    static boolean isStored(List<DatedFinding> findings) {
        return findings.stream().anyMatch(dated -> dated.finding() instanceof Finding.AipStored);
    }
}
