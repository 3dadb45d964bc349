package model;

/**
 * Who asks for something, why, and the name of the command: whoever repeats it under the same name gets the first answer.
 *
 * @param by a person's or program's name
 * @param reason in words for whoever reads the record later
 */
public record Mandate(String by, String reason, String commandId) {

    /** Stands in the record for a name where nobody knows who it was. */
    public static final String UNKNOWN = "unauthenticated";
}
