package preservation.attempt;

import static java.util.Objects.requireNonNull;

import model.Loss;

/**
 * How an attempt ended.
 *
 * @param trouble why some tasks have no outcome; empty when all have
 * @param loss what the trouble says about those tasks
 * @param room false when nothing can be written here
 */
public record Ended(String trouble, Loss loss, boolean room) {

    public Ended {
        requireNonNull(trouble);
        requireNonNull(loss);
    }

    /** Every task has its outcome. */
    public static Ended well() {
        return new Ended("", Loss.NOT_ITS_FAULT, true);
    }

    /** Its action broke off. */
    public static Ended broke(String trouble) {
        return new Ended(trouble, Loss.BROKE, true);
    }

    /** Nothing can be written here. That uses up a try, so that a run on one machine ends. */
    public static Ended withoutRoom(String trouble) {
        return new Ended(trouble, Loss.BROKE, false);
    }

    /** A process that it had to itself ended, and nobody knows by whose doing. */
    static Ended processDied(String trouble) {
        return new Ended(trouble, Loss.WORKER_DIED, true);
    }
}
