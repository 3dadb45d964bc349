package simulation;

import audit.history.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import model.TransferId;
import pipeline.job.JobSnapshot;
import pipeline.job.JobState;
import pipeline.job.RunningJob;
import pipeline.job.TaskLedger;
import pipeline.journal.Journaled;

/** What an auditor replays is, after each event, the state that the actor had when it had stored it, or replayed itself. */
final class ReplayIsTheState implements Check {

    private final Map<TransferId, Replay> replays = new HashMap<>();
    private final Map<String, List<Object>> states = new HashMap<>();

    @Override
    public void stored(Database.Row row) {
        var job = Truth.jobOf(row.journal());
        var transfer = job != null
                ? job.transfer()
                : TransferId.of(row.journal().substring(row.journal().indexOf('|') + 1));
        var replay = replays.computeIfAbsent(transfer, Replay::new);
        replay.apply(row.journal(), row.event().event(), row.event().link(), Instant.EPOCH);
        var state = job == null
                ? replay.state()
                : replay.job(job).orElseThrow(() -> new IllegalStateException("no such job: " + row));
        states.computeIfAbsent(row.journal(), missing -> new ArrayList<>()).add(comparable(state));
    }

    @Override
    public void became(String journal, long sequence, Object state) {
        var replayed = states.get(journal).get((int) sequence - 1);
        if (!replayed.equals(comparable(state)) && !text(replayed).equals(text(state))) {
            broken(journal + " was after event " + sequence + " " + text(state) + ", and is replayed as "
                    + text(replayed));
        }
        if (state instanceof JobState job) {
            var snapshot = JobSnapshot.of(new Journaled<>(sequence, "", job)).toBytes();
            var back = comparable(JobSnapshot.read(snapshot).state().state());
            if (!replayed.equals(back)) {
                broken(journal + " comes back from a snapshot after event " + sequence + " as " + back);
            }
        }
    }

    /** Ledgers can't be compared as they are, so a running job is told by its text. */
    private static Object comparable(Object state) {
        return state instanceof RunningJob ? text(state) : state;
    }

    private static String text(Object state) {
        return state instanceof RunningJob running
                ? running.epoch() + " " + running.plan() + " " + running.tally() + " " + text(running.ledger())
                : state.toString();
    }

    private static String text(TaskLedger ledger) {
        var counts = new TreeMap<Integer, String>();
        IntStream.range(0, ledger.tasks())
                .filter(task -> ledger.isEnded(task) || ledger.losses(task) > 0 || ledger.deaths(task) > 0)
                .forEach(task ->
                        counts.put(task, ledger.isEnded(task) + "/" + ledger.losses(task) + "/" + ledger.deaths(task)));
        return ledger.nextAttempt() + " " + ledger.waiting() + " " + ledger.open() + " " + ledger.failed() + counts;
    }
}
