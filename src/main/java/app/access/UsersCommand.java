package app.access;

import accounts.AccessRole;
import accounts.Accounts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who may sign in. */
@Command(
        name = "users",
        description = "Say who may sign in, and as what. Works whether the service runs or not.",
        footer = {"", "Roles: viewer, archivist, operator, administrator, auditor.", AccountCommand.EXITS},
        mixinStandardHelpOptions = true,
        subcommands = {
            UsersCommand.Add.class,
            UsersCommand.Show.class,
            UsersCommand.Give.class,
            UsersCommand.Password.class,
            UsersCommand.Remove.class
        })
public final class UsersCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with users: add, list, role, password or remove");
    }

    @Command(
            name = "add",
            description = {"Add a user, with a password that is asked for at the terminal or read from standard input."
            },
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Add extends AccountCommand {

        @Parameters(paramLabel = "NAME", description = "What they sign in as.")
        private String name;

        @Option(
                names = "--role",
                required = true,
                split = ",",
                description = "viewer, archivist, operator, administrator or auditor; may be repeated.")
        private List<String> roles;

        @Option(names = "--no-password", description = "Set none now; until one is set they can't sign in.")
        private boolean without;

        private Optional<String> password = Optional.empty();

        @Override
        void prepare() throws IOException {
            roles(roles);
            if (!without) {
                password = Optional.of(PasswordPrompt.ask(err()));
            }
        }

        @Override
        void carryOut(Accounts accounts) {
            accounts.users().add(name, roles(roles), password, by());
            out().println("user " + name + " is " + String.join(", ", AccessRole.labels(roles(roles))));
        }
    }

    @Command(
            name = "list",
            description = "Show the users.",
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Show extends AccountCommand {

        @Override
        void carryOut(Accounts accounts) {
            var table = new app.client.Table("USER", "ROLES", "PASSWORD", "SINCE");
            for (var user : accounts.users().all()) {
                table.row(
                        user.name(),
                        String.join(",", AccessRole.labels(user.roles())),
                        user.hasPassword() ? "set" : "none",
                        user.addedAt().toString());
            }
            out().print(table);
        }
    }

    @Command(
            name = "role",
            description = "Give a user these roles, and take all others.",
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Give extends AccountCommand {

        @Parameters(index = "0", paramLabel = "NAME", description = "The user.")
        private String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ROLE", description = "All roles they are to have.")
        private List<String> roles;

        @Override
        void prepare() {
            roles(roles);
        }

        @Override
        void carryOut(Accounts accounts) {
            accounts.users().give(name, roles(roles), by());
            out().println("user " + name + " is " + String.join(", ", AccessRole.labels(roles(roles))));
        }
    }

    @Command(
            name = "password",
            description = {
                "Set a user's password, which is asked for at the terminal or read from standard input; their sessions"
                        + " end."
            },
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Password extends AccountCommand {

        @Parameters(paramLabel = "NAME", description = "The user.")
        private String name;

        private String password;

        @Override
        void prepare() throws IOException {
            password = PasswordPrompt.ask(err());
        }

        @Override
        void carryOut(Accounts accounts) {
            accounts.users().setPassword(name, password, by());
            out().println("the password of " + name + " is set");
        }
    }

    @Command(
            name = "remove",
            description = "Remove a user; their sessions end.",
            footer = {"", AccountCommand.EXITS},
            mixinStandardHelpOptions = true)
    static final class Remove extends AccountCommand {

        @Parameters(paramLabel = "NAME", description = "The user.")
        private String name;

        @Override
        void carryOut(Accounts accounts) {
            accounts.users().remove(name, by());
            out().println("user " + name + " is removed");
        }
    }
}
