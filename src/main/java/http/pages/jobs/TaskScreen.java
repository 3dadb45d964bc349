package http.pages.jobs;

import http.pages.FindingText;
import http.tasks.TaskOutput;
import model.DatedFinding;
import views.JobRow;
import views.TaskDetails;
import views.TransferRow;

/** A task in full. */
public record TaskScreen(
        TransferRow transfer,
        JobRow job,
        TaskDetails details,
        TaskOutput.Excerpt stdout,
        TaskOutput.Excerpt stderr,
        FindingText findings) {

    public String transferPath() {
        return "/transfers/" + transfer.id();
    }

    public String jobPath() {
        return ShowJobs.path(job.id());
    }

    public String whole(String output) {
        return "/api/v1" + jobPath() + "/tasks/" + details.task().ordinal() + "/" + output;
    }

    public FindingText.Told told(DatedFinding finding) {
        return findings.of(finding.finding());
    }
}
