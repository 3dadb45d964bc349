package app.audit;

import app.AtDatabase;
import app.Settings;
import audit.Anchor;
import audit.Anchors;
import audit.Discrepancy;
import audit.HeadLog;
import audit.JournalArchive;
import audit.OutsideHeads;
import audit.Report;
import audit.SigningKey;
import audit.VerifyJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import model.TransferId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import storage.AipStore;

/** Proves that the record is what was written, or says where it is not. */
@Command(
        name = "verify",
        description =
                "Recompute the chains of the journal and compare them with each other, with stored output, with the"
                        + " receipts and AIPs in the store, and with heads that were kept elsewhere.",
        footer = {
            "",
            "A database owner can rewrite what nothing outside has seen: verify against a log of heads (muniment audit",
            "heads), an AIP, or the receipts in the store.",
            "In a cluster, MUNIMENT_DATABASE_URL, MUNIMENT_BLOBS, MUNIMENT_STORE and MUNIMENT_JOURNALS say where all is, as for its",
            "nodes.",
            "Exit: 0 everything agrees, 1 something does not, 2 usage, or what was stored is not there to be compared."
        },
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AuditOptions options;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "One transfer. Default: the whole journal.")
    private String id;

    @Option(names = "--all", description = "The whole journal, which is the default.")
    private boolean all;

    @Option(names = "--against", paramLabel = "FILE", description = "A log of heads, from: muniment audit heads")
    private Path against;

    @Option(
            names = "--public",
            paramLabel = "FILE",
            description = "The public key that its entries must be signed with. Default: the one that the log names.")
    private Path publicKey;

    @Option(
            names = "--aip",
            paramLabel = "PATH",
            description =
                    "An AIP, wherever it lies: its transfer is verified, against the heads and the PREMIS events in it. May be"
                            + " repeated.")
    private List<Path> aips = List.of();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (id != null && (all || !aips.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "name one transfer, or --all, or --aip");
        }
        var settings = options.settings();
        var log = log();
        var wrong = new ArrayList<Discrepancy>(log.map(HeadLog::discrepancies).orElse(List.of()));
        Report report;
        try (var database = AtDatabase.open(settings, "muniment audit verify")) {
            report = verify(settings, database, log, wrong);
        }
        if (id != null && report.events() == 0 && report.anchors() == 0 && wrong.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no transfer " + id
                            + " here, and nothing outside the journal knows of one; is this the right"
                            + " --data? An AIP has an id of its own: name it by --aip PATH");
        }
        boolean agrees = report.isClean() && wrong.isEmpty();
        boolean compared = report.events() == 0 || isAllThere(settings);
        var said = new ReportText(spec.commandLine().getOut());
        if (json) {
            said.printJson(report, wrong);
        } else if (compared || !agrees) {
            said.print(report, wrong);
        }
        return agrees && !compared ? 2 : agrees ? 0 : 1;
    }

    /** Says what there was nothing to compare with; whoever names the wrong place shall not read of tampering, nor that all is well. */
    private boolean isAllThere(Settings settings) {
        var err = spec.commandLine().getErr();
        if (aips.isEmpty() && !Files.isDirectory(settings.store())) {
            err.println("No AIP was compared, for there is no directory " + settings.store()
                    + "; MUNIMENT_STORE or --store says where the store is.");
        }
        boolean there = Files.isDirectory(settings.blobs());
        if (!there) {
            err.println("Stored output was not compared, for there is no directory " + settings.blobs()
                    + "; MUNIMENT_BLOBS says where it is, as for the nodes of a cluster.");
        }
        return there;
    }

    private Optional<HeadLog> log() throws IOException {
        if (against == null) {
            return Optional.empty();
        }
        if (!Files.exists(against)) {
            throw new NoSuchFileException(against.toString(), null, "there is no such log of heads");
        }
        var signer = publicKey == null ? Optional.<PublicKey>empty() : Optional.of(SigningKey.readPublic(publicKey));
        return Optional.of(HeadLog.read(against, signer));
    }

    private Report verify(Settings settings, AtDatabase database, Optional<HeadLog> log, List<Discrepancy> wrong)
            throws IOException, SQLException {
        var store = new AipStore(settings.store());
        var anchors = new ArrayList<Anchor>(OutsideHeads.ofStore(store, wrong::add));
        log.ifPresent(heads -> anchors.addAll(heads.heads()));
        var verify = new VerifyJournal(database.source(), new Anchors(anchors), blobs(settings))
                .with(new JournalArchive(settings.journals()));
        if (!aips.isEmpty()) {
            return verify.aips(aips);
        }
        return id == null ? verify.with(store).all() : verify.with(store).transfer(transfer());
    }

    private static Optional<Path> blobs(Settings settings) {
        return Optional.of(settings.blobs()).filter(Files::isDirectory);
    }

    private TransferId transfer() {
        try {
            return TransferId.of(id);
        } catch (IllegalArgumentException noId) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + id + "\" is no transfer's id, which is a UUID in lower case");
        }
    }
}
