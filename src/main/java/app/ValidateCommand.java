package app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import packaging.bagit.BagValidator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a directory is a valid bag. */
@Command(
        name = "validate",
        description = "Is this directory a valid bag (BagIt 0.93 to 1.0)? Fetches nothing, changes nothing.",
        footer = {"", "Exit: 0 valid, 1 not; what is wrong is on standard error."},
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BAG", description = "The bag's directory.")
    private Path bag;

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(bag)) {
            spec.commandLine().getErr().println("muniment: " + bag + " is no directory");
            return 1;
        }
        var report = BagValidator.validate(bag);
        report.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
        if (report.isValid()) {
            spec.commandLine().getOut().println(bag + " is a valid bag");
            return 0;
        }
        return 1;
    }
}
