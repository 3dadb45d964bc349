package pipeline;

import java.util.List;

/** What a state answers to a command: facts to record, or a refusal. Recording nothing is a valid yes. */
public sealed interface Answer<E> {

    record Yes<E>(List<E> events) implements Answer<E> {}

    record No<E>(String reason) implements Answer<E> {}

    static <E> Answer<E> yes(List<E> events) {
        return new Yes<>(List.copyOf(events));
    }

    /** Already so: nothing to record. */
    static <E> Answer<E> nothing() {
        return new Yes<>(List.of());
    }

    static <E> Answer<E> no(String reason) {
        return new No<>(reason);
    }
}
