package workflow;

/** How often a task is tried when infrastructure, not the task, failed it. Named here and nowhere else. */
public enum RetryPolicy {
    /** The first loss is the end: for what must not run twice without a person looking. */
    NEVER(1),
    STANDARD(3),
    /** For long external effects that probe before they act. */
    PATIENT(10);

    private final int attemptsMax;

    RetryPolicy(int attemptsMax) {
        this.attemptsMax = attemptsMax;
    }

    public int attemptsMax() {
        return attemptsMax;
    }
}
