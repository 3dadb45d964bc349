package app.audit;

import app.Amount;
import app.AtDatabase;
import app.JournalFiles;
import audit.JournalArchive;
import audit.MoveJournals;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import model.TransferId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import storage.Blobs;
import views.Projection;

/** Moves journals of ended transfers from the database to files. */
@Command(
        name = "archive",
        description = {
            "Move the journals of transfers that ended some time ago from the database to files.",
            "Each transfer has one in MUNIMENT_JOURNALS. They are verified and read from there; who goes on with a transfer, or asks for its history,",
            "brings its journal back. A service may run meanwhile. Nothing of the record is changed."
        },
        footer = {"", "Exit: 0 done, 1 some do not agree and stayed in the database, 2 usage."},
        mixinStandardHelpOptions = true)
final class AuditArchiveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AuditOptions options;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            defaultValue = "90",
            description = "Ended so many days ago." + " Default: 90.")
    private int days;

    @Override
    public Integer call() throws Exception {
        var settings = options.settings();
        try (var database = AtDatabase.open(settings, "muniment audit archive")) {
            var moves = new MoveJournals(database.source(), new JournalArchive(settings.journals()));
            var views = new Projection(
                    database.source(), blob -> Blobs.open(settings.blobs(), blob), JournalFiles.of(settings));
            var before = Clock.systemUTC().instant().minus(Duration.ofDays(Math.max(0, days)));
            return move(moves, moves.ended(before), views.transfersBehind()) ? 0 : 1;
        }
    }

    private boolean move(MoveJournals moves, List<TransferId> ended, Set<TransferId> behind)
            throws SQLException, IOException {
        var said = new ReportText(spec.commandLine().getOut());
        int moved = 0;
        boolean agree = true;
        for (var transfer : ended) {
            if (behind.contains(transfer)) {
                continue; // its views still read it; the next time
            }
            var result = moves.move(transfer);
            result.discrepancies().forEach(said::print);
            agree &= result.discrepancies().isEmpty();
            moved += result.done() ? 1 : 0;
        }
        said.line(moved + " of " + Amount.of(ended.size(), "journal") + " moved");
        return agree;
    }
}
