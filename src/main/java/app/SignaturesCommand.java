package app;

import codec.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.ClamAddress;

/** Shows which signatures tell formats and viruses. Its subcommand installs newer ones; neither asks the network. */
@Command(
        name = "signatures",
        description = {
            "Show the signature files that formats and viruses are found with: versions, dates, where they are.",
            "ClamAV's are asked of the clamd of MUNIMENT_CLAMD, which updates them itself (freshclam)."
        },
        footer = {"", "Exit: 0 shown, 1 not, 2 usage."},
        subcommands = UpdateSignaturesCommand.class,
        mixinStandardHelpOptions = true)
final class SignaturesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", description = "Data directory. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Option(names = "--json", description = "Print one JSON object instead of a table for people.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var settings = Settings.of(System.getenv()).in(Optional.ofNullable(data), Optional.empty());
        var report = SignatureReport.of(
                Toolbox.signatures(settings.data()), settings.clamd().map(ClamAddress::new));
        var out = spec.commandLine().getOut();
        print(report, out);
        out.flush();
        return 0;
    }

    private void print(SignatureReport report, PrintWriter out) throws Exception {
        if (json) {
            out.println(Json.text().writerWithDefaultPrettyPrinter().writeValueAsString(report.json()));
        } else {
            out.print(report.text());
        }
    }
}
