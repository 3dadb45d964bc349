package simulation;

import java.util.ArrayList;
import java.util.List;
import pipeline.job.JobEvent.TasksEnded;
import pipeline.transfer.TransferEvent.Ended;

/** P3: whatever a recorded outcome refers to is on disk and survives a loss of power, while the transfer is under way. */
final class OutcomesAreSafe implements Check {

    private record Reference(String transfer, String path) {}

    private final World world;
    private final List<Reference> references = new ArrayList<>();

    OutcomesAreSafe(World world) {
        this.world = world;
    }

    @Override
    public void stored(Database.Row row) {
        if (row.event().event() instanceof TasksEnded event) {
            var transfer = row.journal().split("\\|", -1)[1];
            for (var outcome : event.outcomes()) {
                var result = outcome.result();
                result.products()
                        .forEach(product -> refer(transfer, product.path().encoded()));
                result.stdout()
                        .blob()
                        .ifPresent(blob -> refer(transfer, "blobs/" + blob.segment() + "@" + blob.offset()));
            }
        }
        if (row.event().event() instanceof Ended) {
            var transfer = row.journal().split("\\|", -1)[1];
            references.removeIf(reference -> reference.transfer().equals(transfer));
        }
    }

    private void refer(String transfer, String path) {
        var reference = new Reference(transfer, path);
        references.add(reference);
        look(reference);
    }

    @Override
    public void powerLost() {
        references.forEach(this::look);
    }

    private void look(Reference reference) {
        if (!world.disk.isSafe(reference.path())) {
            broken("a recorded outcome refers to " + reference.path() + ", which is not safe on disk");
        }
    }
}
