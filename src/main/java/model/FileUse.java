package model;

/** What a file is for: the {@code USE} of its METS {@code fileGrp}. */
public enum FileUse {
    ORIGINAL("original"),
    METADATA("metadata"),
    SUBMISSION_DOCUMENTATION("submissionDocumentation");

    private final String label;

    FileUse(String label) {
        this.label = label;
    }

    /** As METS writes it. */
    public String label() {
        return label;
    }
}
