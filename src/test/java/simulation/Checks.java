package simulation;

import java.util.List;
import java.util.function.Consumer;
import model.Ordinals;
import model.TaskOutcome;
import model.TransferId;
import preservation.attempt.AttemptKey;

/** All checks, in the order in which they are asked. A new one is added to this list and nowhere else. */
final class Checks implements Check {

    private final List<Check> all;

    Checks(World world) {
        var truth = new Truth();
        all = List.of(
                truth,
                new OneOutcome(truth),
                new ReplayIsTheState(),
                new OutcomesAreTheirAttempts(),
                new NothingRecordedRunsAgain(truth),
                new OneAttemptTakesEffect(world, truth),
                new HandOutsAreStoredFirst(truth),
                new ResultsAreKept(truth),
                new OutcomesAreSafe(world),
                new TheJournalCommands(truth),
                new StaleCommandsDoNothing(),
                new AcknowledgedIsStored(world),
                new EachStepOnce(),
                new DeadlyTasksAreContained(),
                new OneAip(),
                new BoundedMemory(),
                new PlacesHold(world),
                new EverythingEnds(world));
    }

    private void each(Consumer<Check> ask) {
        all.forEach(ask);
    }

    @Override
    public void stored(Database.Row row) {
        each(check -> check.stored(row));
    }

    @Override
    public void became(String journal, long sequence, Object state) {
        each(check -> check.became(journal, sequence, state));
    }

    @Override
    public void started(Attempts.Attempt attempt, Attempts.Attempt before) {
        each(check -> check.started(attempt, before));
    }

    @Override
    public void begins(Attempts.Attempt attempt, Ordinals tasks) {
        each(check -> check.begins(attempt, tasks));
    }

    @Override
    public void begins(Attempts.Attempt attempt, int ordinal) {
        each(check -> check.begins(attempt, ordinal));
    }

    @Override
    public void brought(Worker worker, AttemptKey key, List<TaskOutcome> outcomes) {
        each(check -> check.brought(worker, key, outcomes));
    }

    @Override
    public void benchChanged(Worker worker) {
        each(check -> check.benchChanged(worker));
    }

    @Override
    public void endsItsWorker(Attempts.Attempt attempt, int ordinal) {
        each(check -> check.endsItsWorker(attempt, ordinal));
    }

    @Override
    public void died(Worker worker) {
        each(check -> check.died(worker));
    }

    @Override
    public void powerLost() {
        each(check -> check.powerLost());
    }

    @Override
    public void commanded(AttemptKey key, long epoch, Object incarnation) {
        each(check -> check.commanded(key, epoch, incarnation));
    }

    @Override
    public void obeyed(Worker worker, AttemptKey key, boolean stale, String before, String after) {
        each(check -> check.obeyed(worker, key, stale, before, after));
    }

    @Override
    public void acknowledged(TransferId transfer, String command) {
        each(check -> check.acknowledged(transfer, command));
    }

    @Override
    public void storedAip(String name, String content, String there) {
        each(check -> check.storedAip(name, content, there));
    }

    @Override
    public void atTheEnd() {
        each(check -> check.atTheEnd());
    }
}
