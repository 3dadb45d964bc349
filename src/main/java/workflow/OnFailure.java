package workflow;

/** What a failed task means for its transfer. */
public enum OnFailure {
    FAIL_TRANSFER,
    CONTINUE
}
