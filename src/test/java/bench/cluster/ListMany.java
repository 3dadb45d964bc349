package bench.cluster;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import model.EntryKind;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.FindingAbout;
import model.Ids;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/** Fills the file register with files that do not exist: what is measured is scheduling, not disks. */
public final class ListMany implements PreservationAction<ListMany.Parameters> {

    public record Parameters(int count) {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        var listed = IntStream.range(0, parameters.count()).mapToObj(number -> about(number, context));
        return TaskResult.completed(parameters.count() + " files").withBulk(context.keepFindings(listed));
    }

    private static FindingAbout about(int number, ActionContext context) {
        var path = FilePath.of("objects/" + number / 1000 + "/" + number);
        var modified = Optional.of(Instant.EPOCH);
        return new FindingAbout(
                Ids.ofOriginal(context.transfer().id(), path),
                new Finding.Listed(EntryKind.FILE, path, path, FileUse.ORIGINAL, 0, modified));
    }
}
