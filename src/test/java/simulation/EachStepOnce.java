package simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;

/** A step of a transfer is opened once a turn, a job is planned once, and epochs go up one by one. */
final class EachStepOnce implements Check {

    private record Opened(String journal, String step, int turn) {}

    private final Set<Opened> opened = new HashSet<>();
    private final Set<String> planned = new HashSet<>();
    private final Map<String, Long> epochs = new HashMap<>();

    @Override
    public void stored(Database.Row row) {
        var event = row.event().event();
        if (event instanceof TransferEvent.JobOpened job
                && !opened.add(new Opened(row.journal(), job.step(), job.turn()))) {
            broken(row + " opens a step twice");
        }
        if (event instanceof JobEvent.Planned && !planned.add(row.journal())) {
            broken(row + " plans a job twice");
        }
        if (event instanceof JobEvent.Attached attached) {
            follows(row, attached.epoch());
        } else if (event instanceof TransferEvent.Attached attached) {
            follows(row, attached.epoch());
        } else if (event instanceof TransferEvent.Submitted) {
            follows(row, 1);
        } else if (!epochs.containsKey(row.journal())) {
            broken(row + " precedes any epoch");
        }
    }

    private void follows(Database.Row row, long epoch) {
        if (epochs.getOrDefault(row.journal(), 0L) + 1 != epoch) {
            broken(row + " does not follow epoch " + epochs.get(row.journal()));
        }
        epochs.put(row.journal(), epoch);
    }
}
