package views;

/**
 * Which entries of the file register are asked for.
 *
 * @param entries where they lie and what they are; its history is not given
 * @param text only those whose path, as received or now, has this text in it, whatever the case of its unaccented letters;
 *     all when empty
 */
public record FileQuery(RegisterQuery entries, String text, Paging paging) {}
