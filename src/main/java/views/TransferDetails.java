package views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One transfer in full.
 *
 * @param sip the SIP's UUID, which becomes the AIP's
 * @param sourceName what the submitter called the source
 * @param workflowDigest SHA-256 of the workflow's text: its version
 * @param cancelled who asked to cancel it; empty when nobody did
 * @param paused who paused it; empty when it is not paused
 * @param canSkip true when it has failed at a step whose failed tasks a person may let be
 * @param queue where it stands in the queue; empty when it does not wait for a place
 * @param microservices those with a job, in the workflow's order
 * @param waiting the choices that wait for a person
 * @param made the choices that were made, oldest first
 */
public record TransferDetails(
        TransferRow transfer,
        UUID sip,
        String sourceName,
        String workflow,
        String workflowDigest,
        Optional<Order> cancelled,
        Optional<Order> paused,
        boolean canSkip,
        Optional<QueueSpot> queue,
        List<Microservice> microservices,
        List<WaitingChoice> waiting,
        List<MadeChoice> made) {

    /**
     * What somebody wanted of the whole transfer.
     *
     * @param reason empty where a release of before recorded none here
     */
    public record Order(String by, Optional<String> reason) {}

    /**
     * The named group of steps that an archivist sees.
     *
     * @param jobs in the order in which they were opened
     */
    public record Microservice(String title, List<JobRow> jobs) {}

    /** A choice that waits for a person. */
    public record WaitingChoice(
            String step, String title, String microservice, Optional<UUID> link, Instant since, List<Option> options) {}

    /**
     * What can be picked.
     *
     * @param name what {@code choose} and the API take
     * @param reject true when picking it ends the transfer as rejected
     */
    public record Option(String name, String title, boolean reject) {}

    /**
     * A choice that was made.
     *
     * @param option the option's name
     * @param optionTitle the option as people know it
     * @param by a person's name, or which configuration answered it
     */
    public record MadeChoice(String step, String title, String option, String optionTitle, String by, Instant at) {}
}
