package app.audit;

import app.Amount;
import app.AtDatabase;
import audit.Anchor;
import audit.HeadLog;
import audit.JournalArchive;
import audit.SigningKey;
import audit.VerifyJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports the heads of the journal's chains. */
@Command(
        name = "heads",
        description =
                "Verify the whole journal against the signed log in FILE, then add the heads that are new to it. Kept"
                        + " elsewhere, it shows later what nothing within the database can: that a transfer was removed, or its"
                        + " journal written anew.",
        footer = {"", "Exit: 0 done, 1 something does not agree, and nothing was written, 2 usage."},
        mixinStandardHelpOptions = true)
final class AuditHeadsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AuditOptions options;

    @Parameters(paramLabel = "FILE", description = "The log; it is made when it is not there.")
    private Path file;

    @Option(names = "--key", required = true, description = "The private key; make one with: muniment audit key FILE")
    private Path key;

    @Override
    public Integer call() throws Exception {
        var signer = SigningKey.read(key);
        var log = HeadLog.read(file, Optional.of(SigningKey.readPublic(SigningKey.publicFile(key))));
        var heads = new ArrayList<Anchor>();
        try (var database = AtDatabase.open(options.settings(), "muniment audit heads")) {
            var report = new VerifyJournal(database.source(), log.anchors(), Optional.empty())
                    .with(new JournalArchive(options.settings().journals()))
                    .all(heads);
            var said = new ReportText(spec.commandLine().getOut());
            if (!log.discrepancies().isEmpty() || !report.isClean()) {
                said.print(report, log.discrepancies());
                return 1;
            }
            int added = log.append(file, heads, signer, Clock.systemUTC().instant());
            said.line(added == 0 ? file + " has every head already" : Amount.of(added, "head") + " added to " + file);
            return 0;
        }
    }
}
