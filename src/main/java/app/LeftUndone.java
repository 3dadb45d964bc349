package app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import model.TransferId;
import views.JobRow;
import views.Paging;
import views.TaskList;
import views.TaskQuery;
import views.TaskRow;
import views.TaskState;
import views.TransferPage;

/** What the jobs of a transfer left out, and why, for whoever followed it on the command line. */
record LeftUndone(DataSource views) {

    /** A sentence for each job, in the order in which they were opened. */
    List<String> sentences(TransferId id) {
        return new TransferPage(views)
                .of(id).stream()
                        .flatMap(details -> details.microservices().stream())
                        .flatMap(microservice -> microservice.jobs().stream())
                        .flatMap(this::sentence)
                        .toList();
    }

    private Stream<String> sentence(JobRow job) {
        var counts = job.counts();
        if (counts.notDone() == 0) {
            return Stream.empty();
        }
        var which = new TaskQuery(job.id(), Optional.of(TaskState.NOT_DONE), "", new Paging(0, 1));
        var why = new TaskList(views)
                .page(which).rows().stream().map(TaskRow::message).findFirst().orElse("");
        var share = counts.tasks() == 1 ? "" : " (" + counts.notDone() + " of " + counts.tasks() + " tasks)";
        return Stream.of("not done: " + job.title() + share + (why.isEmpty() ? "" : ": " + why));
    }
}
