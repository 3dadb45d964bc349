package audit;

import database.Database;
import java.nio.file.Path;
import java.time.Duration;
import model.TransferId;

/** The process that is killed: moves a journal to its file and back, until it dies. */
final class MoveForEver {

    private MoveForEver() {}

    public static void main(String[] arguments) throws Exception {
        var database = new Database(arguments[0], arguments[1], arguments[2]);
        var transfer = TransferId.of(arguments[4]);
        try (var source = database.pool("moving", 2, Duration.ZERO)) {
            var moves = new MoveJournals(source, new JournalArchive(Path.of(arguments[3])));
            for (int times = 1; true; times++) {
                moves.recall(transfer);
                if (!moves.move(transfer).done()) {
                    throw new IllegalStateException("it was not moved");
                }
                System.out.println(times);
            }
        }
    }
}
