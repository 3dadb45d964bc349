package app.views;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What pages and lists are read from: it all follows from the journal. */
@Command(
        name = "views",
        description = "Look after the views: the tables that pages and lists are read from, made of the journal.",
        subcommands = RebuildCommand.class,
        mixinStandardHelpOptions = true)
public final class ViewsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what is to be done: rebuild");
    }
}
