package http.transfers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import http.jobs.JobJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.Failure;
import model.TransferId;
import views.CurrentStep;
import views.QueueSpot;
import views.StoredAip;
import views.TransferDetails;
import views.TransferDetails.MadeChoice;
import views.TransferDetails.Order;
import views.TransferDetails.WaitingChoice;
import views.TransferRow;

/** A transfer at a glance, as the API gives it. */
record TransferJson(
        TransferId id,
        String name,
        String type,
        String status,
        Optional<CurrentStep> current,
        long files,
        long bytes,
        Instant submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String submittedBy,
        String configuration,
        Optional<String> accessionNumber,
        int priority,
        Optional<Failure> failure,
        Optional<StoredAip> aip) {

    static TransferJson of(TransferRow row) {
        return new TransferJson(
                row.id(),
                row.name(),
                row.type(),
                row.status().label(),
                row.current(),
                row.files(),
                row.bytes(),
                row.submittedAt(),
                row.startedAt(),
                row.endedAt(),
                row.submittedBy(),
                row.configuration(),
                row.accession(),
                row.priority(),
                row.failure(),
                row.aip());
    }

    /** A transfer in full. */
    record Full(
            @JsonUnwrapped TransferJson transfer,
            UUID sip,
            String source,
            String workflow,
            String workflowDigest,
            Optional<String> cancelledBy,
            Optional<String> cancelReason,
            Optional<String> pausedBy,
            Optional<String> pauseReason,
            Optional<QueueSpot> queue,
            List<MicroserviceJson> microservices,
            List<WaitingChoice> waiting,
            List<MadeChoice> made) {

        static Full of(TransferDetails details) {
            return new Full(
                    TransferJson.of(details.transfer()),
                    details.sip(),
                    details.sourceName(),
                    details.workflow(),
                    details.workflowDigest(),
                    details.cancelled().map(Order::by),
                    details.cancelled().flatMap(Order::reason),
                    details.paused().map(Order::by),
                    details.paused().flatMap(Order::reason),
                    details.queue(),
                    details.microservices().stream()
                            .map(each -> new MicroserviceJson(
                                    each.title(),
                                    each.jobs().stream().map(JobJson::of).toList()))
                            .toList(),
                    details.waiting(),
                    details.made());
        }
    }

    record MicroserviceJson(String title, List<JobJson> jobs) {}
}
