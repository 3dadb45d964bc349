package audit;

import java.util.OptionalLong;

/**
 * A head of a chain that is known from outside of the journal: everything up to it must still be there as it was.
 *
 * @param sequence of the event that it is the link of; empty where only the link was kept
 * @param head the link, in hexadecimal
 * @param source where it is from, for people: {@code the receipt beside AIP …}
 */
public record Anchor(String persistenceId, OptionalLong sequence, String head, String source) {}
