package app;

import codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.SignatureFile;
import tools.SignatureFileRefused;
import tools.Signatures;

/** Installs newer format signatures from files that an administrator has. It fetches nothing. */
@Command(
        name = "update",
        description = "Install newer DROID signature files. Nothing is downloaded.",
        footer = {
            "",
            "The National Archives publish them: https://www.nationalarchives.gov.uk/aboutapps/pronom/droid-signature-files.htm",
            "Each is loaded completely before it is installed, and is in use from the next start on.",
            "Exit: 0 installed, or a directory's are in use already; 1 refused, with nothing changed by that file; 2 usage."
        },
        mixinStandardHelpOptions = true)
final class UpdateSignaturesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "PATH",
            description = "A signature file, or a directory: then all files in it that are named as published"
                    + " (DROID_SignatureFile_V….xml, container-signature-….xml). Default: none.")
    private Path from;

    @Option(names = "--data", description = "Data directory. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Option(names = "--json", description = "Print one JSON object instead of sentences for people.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var settings = Settings.of(System.getenv()).in(Optional.ofNullable(data), Optional.empty());
        var signatures = Toolbox.signatures(settings.data());
        var refused = new ArrayList<String>();
        var installed = new ArrayList<SignatureFile>();
        for (var file : offered(signatures)) {
            try {
                installed.add(signatures.install(file));
            } catch (SignatureFileRefused refusal) {
                refused.add(refusal.getMessage());
            }
        }
        print(installed, refused);
        return refused.isEmpty() ? 0 : 1;
    }

    /** One named file is offered whatever it is; of a directory only what is newer than the files in use. */
    private List<Path> offered(Signatures signatures) throws IOException {
        if (!Files.exists(from)) {
            throw new IllegalArgumentException(
                    "there is nothing at " + from + "; give a signature file or a directory");
        }
        return Files.isDirectory(from) ? signatures.newerIn(from) : List.of(from);
    }

    private void print(List<SignatureFile> installed, List<String> refused) throws IOException {
        var out = spec.commandLine().getOut();
        if (json) {
            var object = Json.text().createObjectNode();
            var names = object.putArray("installed");
            installed.forEach(file -> names.add(file.fileName()));
            refused.forEach(object.putArray("refused")::add);
            out.println(Json.text().writerWithDefaultPrettyPrinter().writeValueAsString(object));
        } else {
            installed.forEach(file -> out.println(file.label() + " is installed, and in use from the next start on"));
            if (installed.isEmpty() && refused.isEmpty()) {
                out.println("there is nothing newer than the files in use");
            }
        }
        refused.forEach(sentence -> spec.commandLine().getErr().println("muniment: " + sentence));
        out.flush();
    }
}
