package tools.validation;

/**
 * Which validator looks at a file, and what it is told.
 *
 * @param option the JHOVE module or the veraPDF flavour; empty for the XML parser
 */
public record ValidatorChoice(Kind kind, String option) {

    /** The validators there are. */
    public enum Kind {
        JHOVE,
        VERAPDF,
        XML
    }
}
