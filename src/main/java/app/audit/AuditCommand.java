package app.audit;

import app.AtDatabase;
import audit.JournalArchive;
import audit.history.JobThen;
import audit.history.Moment;
import audit.history.ReadHistory;
import audit.history.TransferThen;
import codec.Json;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import model.TransferId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import views.EntryNames;

/** Tells what happened to a transfer, and how it stood at any moment. */
@Command(
        name = "audit",
        description =
                "Tell the history of a transfer from the journal, and how it stood at its end or at any moment before.",
        footer = {
            "",
            "Each line: number, time (UTC), what happened. The number goes with --until.",
            "muniment audit verify proves that the record is what was written.",
            "Exit: 0 done, 1 there is no such transfer, or it can't be read, 2 usage."
        },
        subcommands = {
            AuditVerifyCommand.class,
            AuditHeadsCommand.class,
            AuditKeyCommand.class,
            AuditArchiveCommand.class
        },
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {

    private static final int TOGETHER = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final ObjectWriter LINES = Json.text().writer().without(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Mixin
    private AuditOptions options;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The transfer's id.")
    private String id;

    @Option(
            names = "--until",
            paramLabel = "TIME|NUMBER",
            description =
                    "Only what happened until then: a time such as 2026-01-31T09:14:03Z, or a number of the history."
                            + " Default: all of it.")
    private String until;

    @Option(names = "--json", description = "Print one JSON object a line: the events, then the state.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (id == null) {
            throw new ParameterException(
                    spec.commandLine(), "name a transfer's id, or one of: verify, heads, key, archive");
        }
        var transfer = transfer();
        var moment = moment();
        try (var database = AtDatabase.open(options.settings(), "muniment audit")) {
            var names = new EntryNames(database.source());
            var history = new ReadHistory(
                    database.source(),
                    new JournalArchive(options.settings().journals()),
                    of -> entries -> names.of(of, entries));
            var state = history.then(transfer, moment);
            if (state.isEmpty()) {
                throw new IllegalStateException(
                        "there is no transfer " + id + (until == null ? "" : ", or nothing of it until " + until));
            }
            tell(history, transfer, state.get());
        }
        return 0;
    }

    private void tell(ReadHistory history, TransferId transfer, TransferThen state) {
        var out = spec.commandLine().getOut();
        var telling = history.tell(transfer, 1, state.number()).orElseThrow();
        for (var some = telling.next(TOGETHER); !some.isEmpty(); some = telling.next(TOGETHER)) {
            some.forEach(event -> out.println(
                    json ? line(event) : event.number() + "  " + TIME.format(event.at()) + "  " + event.text()));
        }
        if (json) {
            out.println(line(state));
        } else {
            print(out, state);
        }
        out.flush();
    }

    private static void print(PrintWriter out, TransferThen then) {
        out.println();
        out.println("after event " + then.number() + " the transfer is "
                + then.status().orElse("not submitted")
                + then.step().map(step -> ", at " + step).orElse("")
                + then.waitsFor()
                        .map(choice -> ", waiting for an answer to " + choice)
                        .orElse("")
                + then.failure().map(failure -> ": " + failure).orElse(""));
        then.jobs().forEach(job -> out.println("  " + text(job)));
    }

    private static String text(JobThen job) {
        var counts = job.counts();
        return String.format(
                        "%-24s %s: %d tasks, %d completed, %d not done, %d failed",
                        job.status(),
                        job.title(),
                        counts.tasks(),
                        counts.completed(),
                        counts.notDone(),
                        counts.failed())
                + (job.handedOut() + job.waiting() > 0
                        ? ", " + job.handedOut() + " with workers, " + job.waiting() + " waiting"
                        : "");
    }

    private static String line(Object value) {
        try {
            return LINES.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Moment moment() {
        return until == null
                ? Moment.END
                : Moment.parse(until)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "--until is a time such as 2026-01-31T09:14:03Z or a number of the history, not \""
                                        + until + "\""));
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
