package simulation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import model.TaskOutcome;
import preservation.attempt.AttemptKey;

/** P5: a live worker forgets a result only when it is in the journal, or not owed any more. */
final class ResultsAreKept implements Check {

    private final Truth truth;
    private final Map<Worker, Map<AttemptKey, BitSet>> brought = new HashMap<>();

    ResultsAreKept(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void brought(Worker worker, AttemptKey key, List<TaskOutcome> outcomes) {
        if (!worker.attempts.attempt(key).givenUp) {
            var of = brought.computeIfAbsent(worker, missing -> new HashMap<>());
            var ordinals = of.computeIfAbsent(key, missing -> new BitSet());
            outcomes.forEach(outcome -> ordinals.set(outcome.ordinal()));
        }
    }

    @Override
    public void died(Worker worker) {
        brought.remove(worker);
    }

    @Override
    public void benchChanged(Worker worker) {
        var held = worker.bench.keys();
        brought.getOrDefault(worker, Map.of()).forEach((key, ordinals) -> {
            var job = truth.job(key);
            for (int ordinal : ordinals.stream().toArray()) {
                if (!job.isOwed(key.attempt(), ordinal)) {
                    ordinals.clear(ordinal);
                }
            }
            if (!ordinals.isEmpty()) {
                var missing = (BitSet) ordinals.clone();
                if (held.contains(key)) {
                    worker.bench.holding(key).results().forEach(outcome -> missing.clear(outcome.ordinal()));
                }
                if (!missing.isEmpty()) {
                    broken(worker + " forgot " + World.brief(key) + "'s results of " + missing
                            + ", which no journal holds");
                }
            }
        });
    }
}
