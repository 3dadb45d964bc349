package http.pages.jobs;

import http.pages.Address;
import http.pages.Parts;
import java.util.List;
import java.util.Optional;
import model.TransferStatus;
import views.JobRow;
import views.JobStatus;
import views.Page;
import views.TaskRow;
import views.TaskState;
import views.TransferRow;

/** A job with part of its tasks. */
public record JobScreen(
        TransferRow transfer,
        JobRow job,
        Page<TaskRow> tasks,
        Optional<TaskState> state,
        String text,
        Parts parts,
        Address address) {

    public String transferPath() {
        return "/transfers/" + transfer.id();
    }

    public String path() {
        return address.path();
    }

    public String here() {
        return address.toString();
    }

    public List<TaskState> states() {
        return List.of(TaskState.values());
    }

    public boolean isOpen() {
        return job.closedAt().isEmpty();
    }

    /** Whether its failed tasks can be ticked, to be tried again or skipped. */
    public boolean canDecide() {
        return transfer.status() == TransferStatus.FAILED && job.status() == JobStatus.FAILED;
    }
}
