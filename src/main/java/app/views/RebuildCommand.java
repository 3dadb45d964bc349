package app.views;

import app.Amount;
import app.AtDatabase;
import app.JournalFiles;
import app.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import model.TransferId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import storage.Blobs;
import views.Projection;

/** Makes the views anew from the journal, transfer by transfer, beside a running service or without one. */
@Command(
        name = "rebuild",
        description = {
            "Make the views anew from the journal and stored output, transfer by transfer, each in one step: readers",
            "see it as before until it is done. A service may run meanwhile; the views of the transfer that is being",
            "rebuilt stand still until it is done, its work goes on."
        },
        footer = {"", "Exit: 0 done, 1 some could not be rebuilt and stayed as they were, 2 usage."},
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", description = "Data directory of the installation. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Parameters(paramLabel = "ID", description = "Only these transfers. Default: all.")
    private List<String> ids = List.of();

    @Override
    public Integer call() throws Exception {
        var wanted = ids.stream().map(this::transfer).toList();
        var settings = Settings.of(System.getenv()).in(Optional.ofNullable(data), Optional.empty());
        try (var database = AtDatabase.open(settings, "muniment views rebuild")) {
            var projection = new Projection(
                    database.source(),
                    blob -> Blobs.open(settings.blobs().toAbsolutePath().normalize(), blob),
                    JournalFiles.of(settings));
            return rebuild(projection, wanted) ? 0 : 1;
        }
    }

    private boolean rebuild(Projection projection, List<TransferId> wanted) {
        var all = wanted.isEmpty() ? projection.known() : wanted;
        var err = spec.commandLine().getErr();
        int failed = 0;
        for (int i = 0; i < all.size(); i++) {
            err.println((i + 1) + " of " + all.size() + ": transfer " + all.get(i));
            err.flush();
            failed += rebuild(projection, all.get(i), err) ? 0 : 1;
        }
        if (wanted.isEmpty()) {
            failed += catchUp(projection, err);
        }
        var out = spec.commandLine().getOut();
        out.println(failed == 0 ? Amount.of(all.size(), "transfer") + " rebuilt" : failed + " could NOT be rebuilt");
        out.flush();
        return failed == 0;
    }

    private static boolean rebuild(Projection projection, TransferId transfer, PrintWriter err) {
        try {
            projection.rebuild(transfer);
            return true;
        } catch (RuntimeException failure) {
            err.println("  it stays as it was: " + failure.getMessage());
            return false;
        }
    }

    /** What the views had nothing of at all. A service that runs does the same meanwhile, and who comes second finds it done. */
    private static int catchUp(Projection projection, PrintWriter err) {
        int failed = 0;
        for (var behind : projection.behind().entrySet()) {
            try {
                projection.advance(behind.getKey(), behind.getValue());
            } catch (RuntimeException failure) {
                err.println("the views can't follow " + behind.getKey() + ": " + failure.getMessage());
                failed++;
            }
        }
        return failed;
    }

    private TransferId transfer(String id) {
        try {
            return TransferId.of(id);
        } catch (IllegalArgumentException noId) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + id + "\" is no transfer's id, which is a UUID in lower case");
        }
    }
}
