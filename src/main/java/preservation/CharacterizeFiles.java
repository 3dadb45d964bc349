package preservation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import model.EntryKind;
import model.FileFacts;
import model.Finding;
import model.StoredText;
import model.TaskResult;
import model.ToolId;
import model.Verdict;
import tools.Describer;
import tools.Description;
import tools.ExifTool;
import tools.ExifToolSession;
import tools.Ffprobe;
import tools.MediaInfo;

/**
 * Has each file described by the tools that the rules name for its format. A tool that is not installed makes the task "not
 * done"; a tool that fails on a file is a finding about that file and costs no other. Judges no file by what is said.
 */
public final class CharacterizeFiles implements PreservationAction<CharacterizeFiles.Parameters> {

    private static final int LIMIT_SECONDS = 120;

    /**
     * How files are described.
     *
     * @param rules which tools for which formats; empty for the product's own
     * @param timeLimitSeconds for one tool and one file
     */
    public record Parameters(Optional<List<CharacterizationRules.Rule>> rules, Optional<Integer> timeLimitSeconds) {

        CharacterizationRules rulesOr(CharacterizationRules standard) {
            return rules.map(CharacterizationRules::new).orElse(standard);
        }

        Duration limit() {
            return Duration.ofSeconds(timeLimitSeconds.orElse(LIMIT_SECONDS));
        }
    }

    private final CharacterizationRules standard = CharacterizationRules.standard();
    private final Supplier<Installed> installed;

    /** The describing programs of this machine. */
    public record Installed(Optional<ExifTool> exifTool, Optional<MediaInfo> mediaInfo, Optional<Ffprobe> ffprobe) {}

    /** With what is installed on this machine; whoever looks for it may still be looking. */
    public CharacterizeFiles(Supplier<Installed> installed) {
        this.installed = installed;
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context)
            throws IOException, InterruptedException {
        try (var batch = new Batch(parameters, context)) {
            return batch.attempt(task);
        }
    }

    /** One ExifTool serves the whole batch, and the next. */
    @Override
    public void runGroup(
            Parameters parameters, List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
            throws InterruptedException {
        try (var batch = new Batch(parameters, context)) {
            for (var task : tasks) {
                if (context.isGivenUp()) {
                    throw new InterruptedException("the attempt was given up");
                }
                done.accept(task, batch.attempt(task));
            }
        } catch (IOException undead) {
            // All results are in; an ExifTool that would not die is the tool runner's to find again.
        }
    }

    /** What the tasks of one hand-out share. */
    private final class Batch implements AutoCloseable {

        private final CharacterizationRules rules;
        private final Duration limit;
        private final ActionContext context;
        private final Installed tools;
        private final Optional<ExifToolSession> exifToolSession;

        Batch(Parameters parameters, ActionContext context) {
            this.rules = parameters.rulesOr(standard);
            this.limit = parameters.limit();
            this.context = context;
            this.tools = installed.get();
            this.exifToolSession = tools.exifTool().map(ExifTool::open);
        }

        TaskResult attempt(TaskInput task) throws InterruptedException {
            try {
                return describe(task.theFile());
            } catch (IOException | RuntimeException failure) {
                return Attempting.failure(task, failure);
            }
        }

        private TaskResult describe(FileFacts file) throws IOException, InterruptedException {
            if (file.kind() != EntryKind.FILE || file.size() == 0) {
                return TaskResult.completed("there is nothing to describe");
            }
            var account = new Account(file);
            for (var name : rules.toolsFor(file.format())) {
                var tool = door(name);
                if (tool.isEmpty()) {
                    account.add(Verdict.NOT_DONE, Optional.empty(), StoredText.NONE, name + " is not installed");
                } else {
                    account.add(tool.get(), describe(tool.get(), file), context);
                }
            }
            return account.result();
        }

        private Description describe(Describer tool, FileFacts file) throws IOException, InterruptedException {
            var physical = context.physical(
                    file.physicalPath().orElseThrow(() -> new IOException("its bytes have not been received")));
            var description = tool.describe(physical, limit, context::isGivenUp);
            return description instanceof Description.Xml xml
                    ? new Description.Xml(
                            xml.text().replace(physical.toString(), file.id().toString()))
                    : description;
        }

        private Optional<? extends Describer> door(String name) {
            return switch (name) {
                case CharacterizationRules.EXIFTOOL -> exifToolSession;
                case CharacterizationRules.MEDIAINFO -> tools.mediaInfo();
                default -> tools.ffprobe();
            };
        }

        @Override
        public void close() throws IOException {
            if (exifToolSession.isPresent()) {
                exifToolSession.get().close();
            }
        }
    }

    /** What was said of one file so far. */
    private static final class Account {

        private final FileFacts file;
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private Optional<ToolId> lastTool = Optional.empty();
        private boolean allDone = true;

        Account(FileFacts file) {
            this.file = file;
        }

        void add(Describer tool, Description description, ActionContext context) throws IOException {
            lastTool = Optional.of(tool.id());
            if (description instanceof Description.Xml xml) {
                add(Verdict.PASS, lastTool, context.keep(xml.text()), "");
            } else if (description instanceof Description.Failed failed) {
                add(Verdict.FAIL, lastTool, StoredText.NONE, failed.reason());
            } else {
                remarks.add(((Description.UnknownFormat) description).reason());
            }
        }

        void add(Verdict verdict, Optional<ToolId> tool, StoredText output, String detail) {
            findings.add(new Finding.Characterized(verdict, tool, output, detail));
            allDone &= verdict != Verdict.NOT_DONE;
            if (!detail.isEmpty()) {
                remarks.add(detail);
            }
        }

        TaskResult result() {
            var message = remarks.isEmpty() ? "" : file.originalPath().display() + ": " + String.join("; ", remarks);
            var result = allDone ? TaskResult.completed(message) : TaskResult.notDone(message);
            result = result.withFindings(findings);
            return lastTool.isPresent() ? result.withTool(lastTool.get()) : result;
        }
    }
}
