package actors.job;

import codec.NameBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.FileFacts;
import model.FilePath;
import model.JobId;
import preservation.attempt.FactsFile;
import views.Register;
import views.RegisterQuery;
import workflow.Scope;

/** Plans over the file register of the views, and seals the facts in the work area. */
public final class RegisterPlanner implements Planner {

    private static final int GROUP = 500;

    private final Register register;
    private final Path workArea;

    public RegisterPlanner(Register register, Path workArea) {
        this.register = register;
        this.workArea = workArea;
    }

    @Override
    public Plan plan(Order order) throws IOException {
        // A name of its own for each try: what an earlier one left half-done is never read.
        var facts = order.directory().resolve(FilePath.of("plan-" + UUID.randomUUID()));
        boolean fileScope = order.step().scope() == Scope.FILE;
        var files = new ArrayList<UUID>();
        try (var writer = new FactsFile.Writer(NameBytes.resolve(workArea, facts))) {
            var again = fileScope ? again(order) : Optional.<List<UUID>>empty();
            if (again.isPresent()) {
                files.addAll(again.get());
                writeAgain(order, files, writer);
            } else {
                register.stream(query(order, fileScope), entry -> {
                    write(writer, entry);
                    if (fileScope) {
                        files.add(entry.id());
                    }
                });
            }
            return new Plan(files, writer.count(), facts, writer.seal());
        }
    }

    /** The files whose tasks are tried again; empty when the whole step is planned. */
    private Optional<List<UUID>> again(Order order) {
        if (order.retry().isEmpty()) {
            return Optional.empty();
        }
        var files = new ArrayList<UUID>();
        for (var turn : order.retry().get().tasks()) {
            var job = new JobId(order.job().transfer(), order.step().name(), turn.turn());
            var failed = register.failedFiles(job, turn.tasks());
            if (failed.isEmpty()) {
                return Optional.empty(); // it failed before it had a plan
            }
            files.addAll(failed.get());
        }
        return Optional.of(files);
    }

    private void writeAgain(Order order, List<UUID> files, FactsFile.Writer writer) throws IOException {
        for (int first = 0; first < files.size(); first += GROUP) {
            var group = files.subList(first, Math.min(files.size(), first + GROUP));
            var entries =
                    register.entries(order.job().transfer(), group, order.step().history());
            if (entries.size() != group.size()) {
                throw new IllegalStateException("the file register has lost files that failed tasks were about");
            }
            for (var entry : entries) {
                writer.add(entry);
            }
        }
    }

    private static RegisterQuery query(Order order, boolean fileScope) {
        var filter = order.step().filter();
        return new RegisterQuery(
                order.job().transfer(),
                filter.under(),
                filter.except(),
                filter.directories() && !fileScope,
                filter.removed(),
                order.step().history());
    }

    private static void write(FactsFile.Writer writer, FileFacts entry) {
        try {
            writer.add(entry);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
