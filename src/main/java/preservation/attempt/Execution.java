package preservation.attempt;

import java.util.List;
import java.util.concurrent.ExecutorService;
import model.TaskOutcome;

/** Carries attempts out, away from the caller. It keeps nothing and decides nothing. */
public interface Execution {

    /** Returns at once; the attempt begins when one of these slots is free. */
    Running start(AttemptOrder order, ExecutorService slots, Progress progress);

    /** An attempt that waits for a slot or is at work. */
    interface Running {

        /** Asks the action to stop, and sees to it that one that has not begun never does. */
        void giveUp();

        /** True when the action has brought no result for longer than it may. */
        boolean isOverdue();
    }

    /** Where an attempt says how it gets on, on any thread, and never before {@link #start} returned. */
    interface Progress {

        /** A slot is free. False when the attempt is not wanted any more. */
        boolean begin();

        /** What these outcomes refer to is safe on disk. */
        void bring(List<TaskOutcome> outcomes);

        /** Nothing more will come. */
        void end(Ended how);
    }
}
