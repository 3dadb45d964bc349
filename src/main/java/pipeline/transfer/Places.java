package pipeline.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import model.TransferId;

/**
 * The places of active transfers: who has one, who waits, and who is next. It is told how things stand, again and again,
 * and remembers nothing over a crash. Moments are readings of one monotonic clock, in nanoseconds.
 */
public final class Places {

    /** Who has a place and says nothing for so long is asked. */
    static final Duration QUIET = Duration.ofSeconds(12);

    /** Who does not answer for so long has no place any more: nobody knows of anything that it does. */
    static final Duration LOST = Duration.ofMinutes(2);

    /** Highest priority first, then who was submitted first. */
    private static final Comparator<Turn> ORDER = Comparator.comparingInt(Turn::priority)
            .reversed()
            .thenComparing(Turn::submittedAt)
            .thenComparing(Turn::transfer);

    private record Turn(int priority, Instant submittedAt, TransferId transfer) {}

    private record Waiting(Turn turn, long heard) {}

    /** @param certain false for one that may have had a place before this began, and has not said so yet */
    private record Held(boolean certain, long heard) {}

    private final int limit;
    private final Map<TransferId, Held> held = new HashMap<>();
    private final Map<TransferId, Waiting> waiting = new HashMap<>();
    private final NavigableSet<Turn> line = new TreeSet<>(ORDER);

    /** @param limit how many transfers may have a place at once */
    public Places(int limit) {
        this.limit = limit;
    }

    /** How many have a place, or may have one. */
    public int taken() {
        return held.size();
    }

    public int limit() {
        return limit;
    }

    public int waiting() {
        return waiting.size();
    }

    public boolean isWaiting(TransferId transfer) {
        return waiting.containsKey(transfer);
    }

    // --- What is said -----------------------------------------------------------------------------

    /** These may have a place from before; until one says how it stands it counts as if it had. */
    public void expect(Collection<TransferId> transfers, long now) {
        transfers.stream()
                .filter(transfer -> !held.containsKey(transfer) && !waiting.containsKey(transfer))
                .forEach(transfer -> held.put(transfer, new Held(false, now)));
    }

    /** It has a place; who has one is never sent away. */
    public void holds(TransferId transfer, long now) {
        unqueue(transfer);
        held.put(transfer, new Held(true, now));
    }

    /**
     * It needs a place.
     *
     * @return true when it was given one already and has to be told again
     */
    public boolean waits(TransferId transfer, PlaceNeed.Waits need, long now) {
        var place = held.get(transfer);
        if (place != null && place.certain()) {
            return true;
        }
        held.remove(transfer);
        unqueue(transfer);
        var turn = new Turn(need.priority(), need.submittedAt(), transfer);
        waiting.put(transfer, new Waiting(turn, now));
        line.add(turn);
        return false;
    }

    /** It needs no place, or none any more. */
    public void leaves(TransferId transfer) {
        held.remove(transfer);
        unqueue(transfer);
    }

    private void unqueue(TransferId transfer) {
        var was = waiting.remove(transfer);
        if (was != null) {
            line.remove(was.turn());
        }
    }

    // --- What follows -----------------------------------------------------------------------------

    /** Gives away the places that are free, and says to whom. */
    public List<TransferId> grant(long now) {
        var granted = new ArrayList<TransferId>();
        while (held.size() < limit && !line.isEmpty()) {
            var next = line.first().transfer();
            holds(next, now);
            granted.add(next);
        }
        return granted;
    }

    /** Forgets whoever is gone, and says who has to be asked how it stands. */
    public List<TransferId> silent(long now) {
        held.values().removeIf(place -> now - place.heard() > LOST.toNanos());
        waiting.entrySet().stream()
                .filter(each -> now - each.getValue().heard() > LOST.toNanos())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::unqueue);
        return held.entrySet().stream()
                .filter(each ->
                        !each.getValue().certain() || now - each.getValue().heard() > QUIET.toNanos())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
