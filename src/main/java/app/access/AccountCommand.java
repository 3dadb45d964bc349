package app.access;

import accounts.AccessRole;
import accounts.AccountRefused;
import accounts.Accounts;
import app.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about who may use the service. It works on the installation's database, whether the service runs or not. */
abstract class AccountCommand implements Callable<Integer> {

    static final String EXITS = "Exit: 0 done, 1 refused or no database, 2 usage.";

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", description = "Data directory. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Override
    public final Integer call() throws Exception {
        prepare();
        var command = "muniment " + spec.parent().name() + " " + spec.name();
        var settings = Settings.of(System.getenv()).in(Optional.ofNullable(data), Optional.empty());
        try (var open = OpenAccounts.of(settings, command)) {
            carryOut(open.accounts());
        } catch (AccountRefused refused) {
            if (refused.why() == AccountRefused.Why.INVALID) {
                throw new IllegalArgumentException(refused.getMessage(), refused);
            }
            throw refused;
        }
        out().flush();
        return 0;
    }

    /** What is asked of people before the database is opened. */
    void prepare() throws IOException {}

    abstract void carryOut(Accounts accounts);

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** What the journal calls whoever has the machine in their hands. */
    static String by() {
        return "command-line:" + System.getProperty("user.name");
    }

    static Set<AccessRole> roles(List<String> labels) {
        return AccessRole.of(labels);
    }
}
