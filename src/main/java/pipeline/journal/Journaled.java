package pipeline.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A state together with the place in its journal that it follows from.
 *
 * @param sequence of the last event; 0 before the first
 * @param head the last link of the chain, in hexadecimal
 */
public record Journaled<S>(long sequence, String head, S state) {

    /** Puts new events into their envelopes, chained to what is stored. */
    public List<ChainedEvent> seal(List<?> events) {
        var sealed = new ArrayList<ChainedEvent>(events.size());
        long last = sequence;
        var link = head;
        for (var event : events) {
            var next = ChainedEvent.seal(++last, link, event);
            sealed.add(next);
            link = next.link();
        }
        return sealed;
    }

    /**
     * The state after a stored event.
     *
     * @param apply from state and envelope to the next state
     */
    public Journaled<S> after(ChainedEvent event, BiFunction<S, ChainedEvent, S> apply) {
        if (event.sequence() != sequence + 1 || !event.previous().equals(head)) {
            throw new IllegalStateException(
                    "the journal's chain is broken at " + event + ": it was changed since it was written");
        }
        return new Journaled<>(event.sequence(), event.link(), apply.apply(state, event));
    }
}
