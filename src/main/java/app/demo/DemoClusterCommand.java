package app.demo;

import app.client.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a cluster does when its nodes are killed. */
@Command(
        name = "demo-cluster",
        description = {
            "Show what kills cost: start three nodes and a database, run a transfer, kill nodes while it runs, start them"
                    + " again, and tell what was recovered and what was run again.",
            "Everything is in one new directory and on free ports; it takes two to four minutes, and what it made stays there."
        },
        footer = {
            "",
            "Exit: 0 the transfer is stored and nothing finished was run again; 1 not so; 2 usage.",
        },
        mixinStandardHelpOptions = true)
public final class DemoClusterCommand implements Callable<Integer> {

    private static final int FILES_MAX = 100_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "The directory to process. Default: small files that are made for this.")
    private Path source;

    @Option(
            names = "--data",
            description = "A new or empty directory. Default: one in the directory for temporary files.")
    private Path data;

    @Option(
            names = "--files",
            defaultValue = "600",
            description = "How many small files are made. Default: ${DEFAULT-VALUE}.")
    private int files;

    private final Clock clock = Clock.systemUTC();
    private final long began = System.nanoTime();

    @Override
    public Integer call() throws Exception {
        var root = directory();
        var papers = papers(root);
        int count = count(papers);
        say("everything is in " + root);
        try (var stage = new DemoStage(root, papers)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "demo-end"));
            say("PostgreSQL started");
            try (var journal = new DemoJournal(stage.database())) {
                var run = new DemoRun(stage, journal, this::say, clock);
                run.startNodes();
                var id = stage.submit(papers.getFileName().toString());
                say("transfer " + id + " of " + count + " files submitted");
                var status = run.follow(count);
                say("the transfer is " + status);
                return report(stage, journal, run, id, status);
            }
        }
    }

    private Path directory() throws IOException {
        if (data == null) {
            return Files.createTempDirectory("muniment-demo-").toRealPath();
        }
        Files.createDirectories(data);
        try (var entries = Files.list(data)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalArgumentException("--data " + data + " is not empty; give a new directory");
            }
        }
        return data.toRealPath();
    }

    private Path papers(Path root) throws IOException {
        if (source != null) {
            if (!Files.isDirectory(source)) {
                throw new IllegalArgumentException("PATH is a directory of files, and " + source + " is none");
            }
            return source.toRealPath();
        }
        if (files < 1 || files > FILES_MAX) {
            throw new IllegalArgumentException("--files is a number from 1 to " + FILES_MAX + ", not " + files);
        }
        return DemoSource.make(root.resolve("papers"), files);
    }

    private static int count(Path papers) throws IOException {
        try (var tree = Files.walk(papers)) {
            return (int) tree.filter(Files::isRegularFile).count();
        }
    }

    private int report(DemoStage stage, DemoJournal journal, DemoRun run, String id, String status)
            throws IOException, SQLException, InterruptedException {
        journal.look();
        var table = new Table(
                "killed",
                "during",
                "finished before",
                "under way",
                "kept on",
                "run again",
                "finished run again",
                "went on after");
        int wrong = 0;
        for (var kill : run.killed()) {
            var recovery = journal.recovery(kill.ordering());
            wrong += recovery.finishedRunAgain();
            table.row(
                    kill.nodes(),
                    kill.step(),
                    recovery.finishedBefore(),
                    recovery.underWay(),
                    recovery.keptOn(),
                    recovery.runAgain(),
                    recovery.finishedRunAgain(),
                    recovery.wentOnMillis() < 0 ? "-" : DemoRun.seconds(recovery.wentOnMillis() - kill.millis()));
        }
        line("");
        line(table.toString());
        line("Tasks, as the journal counts them. Kept on: under way at the kill, and their results came from the same");
        line("worker process, which lived. Run again: their worker had died, or had begun nothing yet.");
        line("");
        line(journal.finished() + " tasks have an outcome, each one; finished ones that were run again: " + wrong);
        if (status.equals("stored")) {
            line("AIP "
                    + Table.plain(
                            stage.transfer(id).path("aip").path("location").asText()));
        }
        return status.equals("stored") && wrong == 0 ? 0 : 1;
    }

    private void say(String text) {
        line(String.format(Locale.ROOT, "[%6.1f s] %s", (System.nanoTime() - began) / 1e9, text));
    }

    private void line(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
