package tools;

/** What a tool says of a file's inner properties. */
public sealed interface Description {

    /**
     * The file was described.
     *
     * @param text one well-formed element, without declarations before it
     */
    record Xml(String text) implements Description {}

    /** The tool does not know files of this kind: nothing is wrong with either. */
    record UnknownFormat(String reason) implements Description {}

    /** The tool failed on this file. */
    record Failed(String reason) implements Description {}
}
