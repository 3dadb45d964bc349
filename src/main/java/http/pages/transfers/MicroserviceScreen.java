package http.pages.transfers;

import http.pages.Tone;
import java.util.List;
import java.util.Locale;
import views.JobRow;
import views.TransferDetails.Microservice;

/**
 * A microservice of a transfer, with its jobs.
 *
 * @param path of the transfer's page
 */
public record MicroserviceScreen(String path, Microservice microservice) {

    /** Of its element, and of the event that brings a new one. */
    public String id() {
        return "microservice-" + title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    public String title() {
        return microservice.title();
    }

    public List<JobRow> jobs() {
        return microservice.jobs();
    }

    /** How it stands: as the worst of its jobs that still counts. */
    public Tone tone() {
        var tones = jobs().stream().filter(this::isLatestTurn).map(Tone::of).toList();
        for (var tone : List.of(Tone.FAILED, Tone.WORKING, Tone.HELD, Tone.WARNING, Tone.OVER)) {
            if (tones.contains(tone)) {
                return tone;
            }
        }
        return Tone.DONE;
    }

    private boolean isLatestTurn(JobRow job) {
        return jobs().stream()
                .noneMatch(other -> other.id().step().equals(job.id().step())
                        && other.id().turn() > job.id().turn());
    }
}
