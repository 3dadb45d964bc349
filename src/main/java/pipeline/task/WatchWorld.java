package pipeline.task;

import java.util.List;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;

/** What the watch over a hand-out asks of the world around it. Any of it may be lost; what matters is asked again. */
public interface WatchWorld {

    /** Where is the worker? */
    void find();

    /** To the worker: carry this out, unless you hold it already. */
    void assign();

    /** To the worker: what do you hold of this? Whoever does not know it promises never to begin it. */
    void attach();

    /** To the worker: this report arrived, and these outcomes need not be kept any more. */
    void seen(long report, Ordinals stored);

    /** To the worker: nobody wants this attempt any more. */
    void kill();

    /** To the job: results that it was not told of by this watch. */
    void results(List<TaskOutcome> results);

    /** To the job: the hand-out will bring nothing more. */
    void lost(Loss loss, String reason);
}
