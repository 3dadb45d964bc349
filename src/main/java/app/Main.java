package app;

import app.access.KeysCommand;
import app.access.UsersCommand;
import app.audit.AuditCommand;
import app.client.CancelCommand;
import app.client.ChooseCommand;
import app.client.ClusterCommand;
import app.client.DrainCommand;
import app.client.JobsCommand;
import app.client.ListCommand;
import app.client.PauseCommand;
import app.client.PriorityCommand;
import app.client.ResumeCommand;
import app.client.RetryCommand;
import app.client.ShowCommand;
import app.client.SkipCommand;
import app.client.StuckCommand;
import app.client.SubmitCommand;
import app.client.TasksCommand;
import app.client.UndrainCommand;
import app.client.WorkersCommand;
import app.demo.DemoClusterCommand;
import app.views.ViewsCommand;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Muniment's command line. */
@Command(
        name = "muniment",
        description = "A digital-preservation pipeline: from a directory of files to a stored AIP.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ProcessCommand.class,
            ServeCommand.class,
            SubmitCommand.class,
            ListCommand.class,
            ShowCommand.class,
            StuckCommand.class,
            JobsCommand.class,
            TasksCommand.class,
            ChooseCommand.class,
            RetryCommand.class,
            SkipCommand.class,
            ResumeCommand.class,
            PauseCommand.class,
            PriorityCommand.class,
            CancelCommand.class,
            ClusterCommand.class,
            WorkersCommand.class,
            DrainCommand.class,
            UndrainCommand.class,
            AuditCommand.class,
            ViewsCommand.class,
            ValidateCommand.class,
            SignaturesCommand.class,
            UsersCommand.class,
            KeysCommand.class,
            DatabaseCommand.class,
            DemoClusterCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(line(arguments).execute(arguments));
    }

    /** Nobody waits for the options of all other commands. Whoever names none, or asks for help, is shown them all. */
    static CommandLine line(String... arguments) {
        return governed(command(arguments)
                .map(one -> new CommandLine(
                        CommandSpec.create().name("muniment").addSubcommand(arguments[0], new CommandLine(one))))
                .orElseGet(() -> new CommandLine(new Main())));
    }

    private static Optional<Class<?>> command(String... arguments) {
        return Stream.<Class<?>>of(Main.class.getAnnotation(Command.class).subcommands())
                .filter(each -> arguments.length > 0 && each != CommandLine.HelpCommand.class)
                .filter(each -> each.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst();
    }

    private static CommandLine governed(CommandLine line) {
        var sayWhy = new SayWhy();
        return line.setExecutionExceptionHandler(sayWhy).setParameterExceptionHandler(sayWhy);
    }
}
