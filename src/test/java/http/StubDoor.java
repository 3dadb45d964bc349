package http;

import http.transfers.TransferDoor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import model.FailedTasks;
import model.JobId;
import model.Mandate;
import model.TransferId;
import org.apache.pekko.Done;
import org.apache.pekko.pattern.StatusReply;

/** Transfers that do nothing but remember what they were told. */
final class StubDoor implements TransferDoor {

    final List<NewTransfer> submitted = new ArrayList<>();
    final List<String> commands = new ArrayList<>();
    /** Who gave each of the commands and submissions, the latest last. */
    final List<String> by = new ArrayList<>();

    private final Map<TransferId, String> submissions = new HashMap<>();
    private final BiConsumer<TransferId, String> journal;
    private Throwable failure;

    /** @param journal is told of each new transfer's id and name */
    StubDoor(BiConsumer<TransferId, String> journal) {
        this.journal = journal;
    }

    /** The next command is refused. */
    void refuse(String reason) {
        failure = new StatusReply.ErrorMessage(reason);
    }

    /** The next command has no answer. */
    void keepSilent() {
        failure = new TimeoutException("no answer");
    }

    /** The next command meets a bug. */
    void breakDown() {
        failure = new IllegalStateException("secret detail");
    }

    @Override
    public synchronized CompletionStage<Done> submit(TransferId id, NewTransfer transfer, String commandId) {
        var before = submissions.putIfAbsent(id, commandId);
        if (before != null && !before.equals(commandId)) {
            return CompletableFuture.failedFuture(new StatusReply.ErrorMessage("this transfer was submitted before"));
        }
        if (before == null) {
            submitted.add(transfer);
            by.add(transfer.submittedBy());
            journal.accept(id, transfer.name());
        }
        return answer();
    }

    @Override
    public synchronized CompletionStage<Done> choose(
            TransferId id, String step, String option, String by, String commandId) {
        this.by.add(by);
        commands.add("choose " + id + " " + step + " " + option + " " + commandId);
        return answer();
    }

    @Override
    public synchronized CompletionStage<Done> cancel(TransferId id, Mandate mandate) {
        return told("cancel " + id + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    @Override
    public synchronized CompletionStage<Done> retry(TransferId id, FailedTasks tasks, Mandate mandate) {
        return told("retry " + id + " " + text(tasks) + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    @Override
    public synchronized CompletionStage<Done> skip(TransferId id, FailedTasks tasks, Mandate mandate) {
        return told("skip " + id + " " + text(tasks) + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    @Override
    public synchronized CompletionStage<Done> pause(TransferId id, Mandate mandate) {
        return told("pause " + id + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    @Override
    public synchronized CompletionStage<Done> resume(TransferId id, Mandate mandate) {
        return told("resume " + id + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    @Override
    public synchronized CompletionStage<Done> prioritize(TransferId id, int priority, Mandate mandate) {
        return told("prioritize " + id + " " + priority + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    private static String text(FailedTasks tasks) {
        return tasks.job().map(JobId::localName).orElse("all") + "["
                + tasks.tasks().ranges() + "]";
    }

    private CompletionStage<Done> told(String command, Mandate mandate) {
        by.add(mandate.by());
        commands.add(command);
        return answer();
    }

    @Override
    public Set<String> configurations() {
        return Set.of("default", "automated");
    }

    private CompletionStage<Done> answer() {
        var now = failure;
        failure = null;
        return now == null
                ? CompletableFuture.completedFuture(Done.getInstance())
                : CompletableFuture.failedFuture(now);
    }
}
