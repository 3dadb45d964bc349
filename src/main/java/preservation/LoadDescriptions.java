package preservation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import model.FileFacts;
import model.TaskResult;
import preservation.descriptions.CsvList;
import preservation.descriptions.DescribedNames;
import preservation.descriptions.Description;
import preservation.descriptions.DescriptionList;
import preservation.descriptions.DescriptionReader;
import preservation.descriptions.JsonList;
import preservation.descriptions.Limits;
import preservation.descriptions.MalformedList;
import preservation.mets.AipMets;

/**
 * Loads the descriptive metadata that came with a transfer, {@code metadata/metadata.csv} or {@code metadata.json},
 * matched by the names that files and directories were received under. A row for a missing file stays, and the step counts as not done, so that somebody looks; a
 * list that cannot be read fails the transfer. It needs all entries of the register and changes none.
 */
public final class LoadDescriptions implements PreservationAction<LoadDescriptions.Parameters> {

    /**
     * What the step gives.
     *
     * @param list {@code csv} or {@code json}
     * @param megabytesMax the largest list that is taken; 64 when it is not given
     * @param rowsMax the most rows that are taken; 1,000,000 when it is not given
     */
    public record Parameters(ListKind list, Integer megabytesMax, Integer rowsMax) {
        public Parameters {
            list = list == null ? ListKind.CSV : list;
            megabytesMax = megabytesMax == null ? 64 : megabytesMax;
            rowsMax = rowsMax == null ? 1_000_000 : rowsMax;
        }

        private Limits limits() {
            return new Limits(megabytesMax * 1_000_000L, rowsMax);
        }
    }

    /** The two ways in which descriptions come. */
    public enum ListKind {
        @JsonProperty("csv")
        CSV("metadata/metadata.csv", "descriptions"),
        @JsonProperty("json")
        JSON("metadata/metadata.json", "descriptions-json");

        private final String path;
        private final String role;

        ListKind(String path, String role) {
            this.path = path;
            this.role = role;
        }

        private DescriptionReader reader() {
            return this == CSV ? new CsvList() : new JsonList();
        }
    }

    private static final int NAMED_MAX = 5;

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean needsDirectory() {
        return true;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
        var list = find(parameters.list(), context);
        if (list.isEmpty()) {
            return TaskResult.completed("there is no " + parameters.list().path);
        }
        try {
            return load(parameters, list.get(), context);
        } catch (MalformedList malformed) {
            return TaskResult.failed(malformed.getMessage());
        }
    }

    private static Optional<FileFacts> find(ListKind kind, ActionContext context) throws IOException {
        try (Stream<FileFacts> entries = context.entries()) {
            return entries.filter(entry -> entry.originalPath().encoded().equals(kind.path)
                            && entry.physicalPath().isPresent()
                            && !entry.removed())
                    .findFirst();
        }
    }

    private TaskResult load(Parameters parameters, FileFacts list, ActionContext context) throws IOException {
        var limits = parameters.limits();
        if (list.size() > limits.bytesMax()) {
            throw new MalformedList(
                    list.originalPath().display(), 1, "the file is larger than " + limits.bytesMax() + " bytes");
        }
        var names =
                new DescribedNames(AipMets.objectsDirectory(context.transfer().sip()));
        var rows = new Rows(parameters, list, context);
        rows.read(row -> names.add(row.filename()));
        try (Stream<FileFacts> entries = context.entries()) {
            names.find(entries);
        }
        return write(rows, names, context);
    }

    private static TaskResult write(Rows rows, DescribedNames names, ActionContext context) throws IOException {
        var kind = rows.parameters().list();
        var missing = new Missing();
        try (var file = new SealedFile(context.attemptDirectory().resolve(kind.role + ".jsonl"))) {
            long[] count = {0};
            rows.read(row -> {
                var found = row.about(names.entry(row.filename()));
                missing.lookAt(found);
                count[0]++;
                DescriptionList.write(found, file.out());
            });
            var message = count[0] + " rows of " + kind.path + missing.sentence();
            var result = missing.isNothing() ? TaskResult.completed(message) : TaskResult.notDone(message);
            return result.withProducts(file.seal(kind.role, context));
        }
    }

    /** The list, read as often as wanted. */
    private record Rows(Parameters parameters, FileFacts list, ActionContext context) {
        void read(DescriptionReader.Each each) throws IOException {
            var name = list.originalPath().display();
            long[] rows = {0};
            try (InputStream in =
                    Files.newInputStream(context.physical(list.physicalPath().orElseThrow()))) {
                parameters.list().reader().read(name, in, row -> {
                    rows[0]++;
                    if (rows[0] > parameters.rowsMax()) {
                        throw new MalformedList(
                                name, row.line(), "there are more than " + parameters.rowsMax() + " rows");
                    }
                    each.row(row);
                });
            }
        }
    }

    /** Counts the rows for files that are not there, and names the first of them. */
    private static final class Missing {
        private final List<String> named = new ArrayList<>();
        private int count;

        void lookAt(Description row) {
            if (row.entry().isEmpty()) {
                count++;
                if (named.size() < NAMED_MAX) {
                    named.add("\"" + row.filename() + "\" (line " + row.line() + ")");
                }
            }
        }

        boolean isNothing() {
            return count == 0;
        }

        String sentence() {
            if (isNothing()) {
                return "";
            }
            var more = count > named.size() ? " and " + (count - named.size()) + " more" : "";
            return "; " + count + " describe no file or directory of the transfer: " + String.join(", ", named) + more;
        }
    }
}
