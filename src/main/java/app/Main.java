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

    /** Whose start is waited for is not kept waiting for the classes of all other commands. */
    static CommandLine line(String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "process" -> only("process", new ProcessCommand());
            case "serve" -> only("serve", new ServeCommand());
            default -> governed(new CommandLine(new Main()));
        };
    }

    private static CommandLine only(String name, Object command) {
        return governed(
                new CommandLine(CommandSpec.create().name("muniment").addSubcommand(name, new CommandLine(command))));
    }

    private static CommandLine governed(CommandLine line) {
        var sayWhy = new SayWhy();
        return line.setExecutionExceptionHandler(sayWhy).setParameterExceptionHandler(sayWhy);
    }
}
