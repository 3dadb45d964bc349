package pipeline.job;

import java.util.List;
import java.util.Map;
import model.Ordinals;
import pipeline.job.JobEvent.HandedOut;

/**
 * What a {@link TaskLedger} holds, as it is stored.
 *
 * @param open hand-outs that still owe tasks
 * @param losses tries that are used up, by task
 * @param deaths workers that died with it, by task
 * @param attempts the number of the newest hand-out
 */
public record LedgerEntries(
        int tasks,
        Ordinals ended,
        Ordinals failed,
        Ordinals owed,
        List<HandedOut> open,
        Map<Integer, Integer> losses,
        Map<Integer, Integer> deaths,
        long attempts) {}
