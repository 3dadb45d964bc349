package actors.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import model.FileFacts;
import model.FilePath;
import model.TransferId;
import preservation.Bytes;
import preservation.attempt.FactsFile;
import views.Register;
import views.RegisterQuery;
import workflow.ActionStep;
import workflow.Scope;

/** Plans over the file register of the views, and seals the facts in the work area. */
public final class RegisterPlanner implements Planner {

    private final Register register;
    private final Path workArea;

    public RegisterPlanner(Register register, Path workArea) {
        this.register = register;
        this.workArea = workArea;
    }

    @Override
    public Plan plan(TransferId transfer, ActionStep step, FilePath directory) throws IOException {
        // A name of its own for each try: what an earlier one left half-done is never read.
        var facts = directory.resolve(FilePath.of("plan-" + UUID.randomUUID()));
        var files = new ArrayList<UUID>();
        boolean fileScope = step.scope() == Scope.FILE;
        try (var writer = new FactsFile.Writer(Bytes.resolve(workArea, facts))) {
            register.stream(query(transfer, step, fileScope), entry -> {
                write(writer, entry);
                if (fileScope) {
                    files.add(entry.id());
                }
            });
            return new Plan(files, facts, writer.seal());
        }
    }

    private static RegisterQuery query(TransferId transfer, ActionStep step, boolean fileScope) {
        var filter = step.filter();
        return new RegisterQuery(
                transfer,
                filter.under(),
                filter.except(),
                filter.directories() && !fileScope,
                filter.removed(),
                step.history());
    }

    private static void write(FactsFile.Writer writer, FileFacts entry) {
        try {
            writer.add(entry);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
