package pipeline.job;

/**
 * How a person wants a job to be driven, as far as the transfer has a place among the active ones.
 *
 * @param paused true when nothing new may be handed out
 * @param priority from 0 to 100; the higher is served first
 */
public record Steering(boolean paused, int priority) {

    public static final int PRIORITY_MAX = 100;

    /** As nobody has asked for anything else. */
    public static final Steering USUAL = new Steering(false, 50);

    /** The same, but nothing new is handed out. */
    public Steering held() {
        return new Steering(true, priority);
    }
}
