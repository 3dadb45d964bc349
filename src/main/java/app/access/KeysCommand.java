package app.access;

import accounts.AccessRole;
import accounts.Accounts;
import accounts.ApiKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which programs may use the service. */
@Command(
        name = "keys",
        description = "Say which programs may use the service, and as what. Works whether the service runs or not.",
        footer = {
            "",
            "The commands that ask a service send the key in MUNIMENT_API_KEY, or in the file MUNIMENT_API_KEY_FILE.",
            AccountCommand.EXITS
        },
        mixinStandardHelpOptions = true,
        subcommands = {KeysCommand.Add.class, KeysCommand.Show.class, KeysCommand.Revoke.class})
public final class KeysCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do with keys: add, list or revoke");
    }

    @Command(
            name = "add",
            description = "Issue a key and print it. It is shown this once.",
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Add extends AccountCommand {

        private static final int DAYS_MAX = 36_500;

        @Parameters(paramLabel = "NAME", description = "What the journal calls whoever uses it.")
        private String name;

        @Option(
                names = "--role",
                required = true,
                split = ",",
                description = "viewer, archivist, operator, administrator or auditor; may be repeated.")
        private List<String> roles;

        @Option(names = "--days", description = "How long it is valid. Default: until it is revoked.")
        private Integer days;

        @Override
        void prepare() {
            roles(roles);
            if (days != null && (days < 1 || days > DAYS_MAX)) {
                throw new IllegalArgumentException("--days is a number from 1 to " + DAYS_MAX + ", not " + days);
            }
        }

        @Override
        void carryOut(Accounts accounts) {
            var end = Optional.ofNullable(days)
                    .map(given -> Clock.systemUTC().instant().plus(Duration.ofDays(given)));
            out().println(accounts.keys().issue(name, roles(roles), end, by()).text());
            err().println("keep it: it is not shown again");
        }
    }

    @Command(
            name = "list",
            description = "Show the keys, without their secrets.",
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Show extends AccountCommand {

        @Override
        void carryOut(Accounts accounts) {
            var now = Clock.systemUTC().instant();
            var table = new app.client.Table("KEY", "NAME", "ROLES", "STATE", "ISSUED BY", "LAST USED");
            for (var key : accounts.keys().all()) {
                table.row(
                        "mun_" + key.id() + "_…",
                        key.name(),
                        String.join(",", AccessRole.labels(key.roles())),
                        state(key, now),
                        key.issuedBy(),
                        key.lastUsed().map(Object::toString).orElse("never"));
            }
            out().print(table);
        }

        private static String state(ApiKey key, Instant now) {
            if (key.revokedAt().isPresent()) {
                return "revoked";
            }
            return key.expiresAt()
                    .map(end -> now.isBefore(end) ? "until " + end : "expired")
                    .orElse("valid");
        }
    }

    @Command(
            name = "revoke",
            description = "Revoke a key: from now on it is worth nothing.",
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Revoke extends AccountCommand {

        @Parameters(paramLabel = "KEY", description = "Its name, or its id: the eight characters behind mun_.")
        private String key;

        @Override
        void carryOut(Accounts accounts) {
            accounts.keys().revoke(key, by());
            out().println("key " + key + " is revoked");
        }
    }
}
