package workflow;

/** What one task of a step is about. */
public enum Scope {
    PACKAGE,
    FILE
}
