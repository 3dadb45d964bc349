package actors.dispatch;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import model.TransferId;

/**
 * Whose turn it is among transfers that want the same kind of room: the one that had least, weighed by its priority. Who
 * waits falls behind nobody for ever, since all others go on having more; who comes new or comes back begins where the
 * present ones are, so that nobody saves up turns.
 */
final class FairShare {

    /** So many points of priority more double a transfer's share. */
    private static final double DOUBLING = 10;

    private static final int USUAL = 50;

    private final Map<TransferId, Double> had = new HashMap<>();
    private final Map<TransferId, Long> servedLast = new HashMap<>();
    private long served;

    /** These transfers want something now; the others are forgotten. */
    void wanting(Collection<TransferId> now) {
        had.keySet().retainAll(now);
        servedLast.keySet().retainAll(now);
        double least =
                had.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        now.forEach(transfer -> had.putIfAbsent(transfer, least));
    }

    /** The next of those that want something; of two that had the same, the one that has waited longer. */
    Optional<TransferId> next(Collection<TransferId> able) {
        return able.stream()
                .min(Comparator.<TransferId>comparingDouble(transfer -> had.getOrDefault(transfer, 0.0))
                        .thenComparingLong(transfer -> servedLast.getOrDefault(transfer, 0L)));
    }

    /** It was given work of this length. */
    void serve(TransferId transfer, long micros, int priority) {
        had.merge(transfer, micros / weight(priority), Double::sum);
        servedLast.put(transfer, ++served);
    }

    private static double weight(int priority) {
        return Math.pow(2, (priority - USUAL) / DOUBLING);
    }
}
