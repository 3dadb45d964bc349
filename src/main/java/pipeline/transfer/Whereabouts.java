package pipeline.transfer;

import java.time.Instant;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Queued;

/** What an active transfer is busy with. */
public sealed interface Whereabouts {

    /** Only within one write, which leads on to another of these. */
    record Between() implements Whereabouts {}

    /** The next step begins when the transfer gets a place. */
    record InQueue(Queued next) implements Whereabouts {}

    /**
     * A job is open.
     *
     * @param link of its opening
     * @param queued true when the transfer gave its place back meanwhile: nothing new is handed out until it has one again
     */
    record InJob(JobOpened job, String link, boolean queued) implements Whereabouts {}

    /** A person must pick. */
    record AtChoice(String step, Instant since) implements Whereabouts {}
}
