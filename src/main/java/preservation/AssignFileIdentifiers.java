package preservation;

import model.Finding;
import model.Ids;
import model.TaskResult;

/**
 * States that the file has its UUID and, where the transfer has one, its accession number. The UUID itself follows from
 * transfer and original path and is not made here.
 */
public final class AssignFileIdentifiers implements PreservationAction<AssignFileIdentifiers.Parameters> {

    /** Nothing to set. */
    public record Parameters() {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) {
        var file = task.theFile();
        var transfer = context.transfer();
        if (!file.id().equals(Ids.ofOriginal(transfer.id(), file.originalPath()))) {
            return TaskResult.failed(file.path().display() + ": its UUID " + file.id()
                    + " does not follow from its original path; the file register is damaged and must be rebuilt");
        }
        var accession = transfer.accessionNumber().filter(number -> !number.isBlank());
        return TaskResult.completed(new Finding.IdentifierAssigned(accession));
    }
}
