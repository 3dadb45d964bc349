package app.audit;

import audit.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the key that heads are signed with. */
@Command(
        name = "key",
        description =
                "Make an Ed25519 key that heads are signed with: FILE, for whoever exports them, and FILE.pub, for"
                        + " whoever verifies.",
        footer = {"", "Exit: 0 made, 1 it could not be made or is there already, 2 usage."},
        mixinStandardHelpOptions = true)
final class AuditKeyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Where the private half goes.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        SigningKey.create(file);
        var out = spec.commandLine().getOut();
        out.println(file + " signs: only who exports heads may read it");
        out.println(SigningKey.publicFile(file) + " verifies: keep a copy away from this machine");
        out.flush();
        return 0;
    }
}
