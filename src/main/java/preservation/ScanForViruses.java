package preservation;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import model.EntryKind;
import model.FileFacts;
import model.Finding;
import model.TaskResult;
import model.Verdict;
import tools.ClamAv;
import tools.ClamSession;
import tools.ScanVerdict;

/**
 * Has each file looked at by a virus scanner. Only a scanner's word that it found nothing is a pass: without a scanner, or
 * with a file that is too large for it, the result is "not scanned". Whether a transfer goes on is the workflow's affair.
 */
public final class ScanForViruses implements PreservationAction<ScanForViruses.Parameters> {

    public record Parameters() {}

    private final Optional<ClamAv> scanner;

    /**
     * With the scanner of this installation.
     *
     * @param scanner empty when none is configured
     */
    public ScanForViruses(Optional<ClamAv> scanner) {
        this.scanner = scanner;
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws InterruptedException {
        try (var conversation = new Conversation(context)) {
            return scan(task, conversation);
        }
    }

    /** One connection serves the whole batch. */
    @Override
    public void runGroup(
            Parameters parameters, List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
            throws InterruptedException {
        try (var conversation = new Conversation(context)) {
            for (var task : tasks) {
                if (context.isGivenUp()) {
                    throw new InterruptedException("the attempt was given up");
                }
                done.accept(task, scan(task, conversation));
            }
        }
    }

    private TaskResult scan(TaskInput task, Conversation conversation) throws InterruptedException {
        var file = task.theFile();
        if (file.kind() != EntryKind.FILE) {
            return TaskResult.completed("a directory has nothing to scan");
        }
        if (scanner.isEmpty()) {
            return notScanned(file, "no virus scanner is configured");
        }
        if (file.size() > scanner.get().bytesMax()) {
            return notScanned(
                    file,
                    "its " + file.size() + " bytes are more than the "
                            + scanner.get().bytesMax()
                            + " that the scanner is trusted with; raise StreamMaxLength, MaxFileSize and MaxScanSize in"
                            + " clamd.conf, then this program's limit");
        }
        try {
            return conversation.scan(file);
        } catch (ClosedByInterruptException givenUp) {
            Thread.interrupted(); // said by the exception from here on
            throw new InterruptedException("the attempt was given up");
        } catch (IOException | RuntimeException failure) {
            var detail = "not scanned: " + reason(failure);
            return TaskResult.failed(name(file) + ": " + detail)
                    .withFindings(List.of(new Finding.VirusScanned(Verdict.NOT_DONE, "", detail)));
        }
    }

    private static TaskResult notScanned(FileFacts file, String reason) {
        var detail = "not scanned: " + reason;
        return TaskResult.notDone(name(file) + ": " + detail)
                .withFindings(List.of(new Finding.VirusScanned(Verdict.NOT_DONE, "", detail)));
    }

    private static TaskResult result(FileFacts file, ScanVerdict verdict, ClamSession session) {
        if (verdict instanceof ScanVerdict.Infected infected) {
            var signature = infected.signature();
            return TaskResult.failed(name(file) + ": infected with " + signature
                            + "; remove it from the transfer, or have a person judge it, and submit again")
                    .withFindings(List.of(new Finding.VirusScanned(Verdict.FAIL, signature, session.signatures())));
        }
        if (verdict instanceof ScanVerdict.NotScanned not) {
            return notScanned(file, not.reason());
        }
        return TaskResult.completed(new Finding.VirusScanned(Verdict.PASS, "", session.signatures()));
    }

    /** As the file was received: that is the name that the people who sent it know. */
    private static String name(FileFacts file) {
        return file.originalPath().display();
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** The batch's connection to the scanner, made when first needed and made anew when it breaks. */
    private final class Conversation implements AutoCloseable {

        private final ActionContext context;
        private ClamSession session;

        Conversation(ActionContext context) {
            this.context = context;
        }

        /** A broken connection may be an old one's fault, so a file gets a second, fresh one; unless it made clamd hang. */
        TaskResult scan(FileFacts file) throws IOException, InterruptedException {
            boolean isFresh = session == null;
            try {
                return scanOnce(file);
            } catch (IOException broken) {
                close();
                if (isFresh || broken instanceof SocketTimeoutException) {
                    throw broken;
                }
                return scanOnce(file);
            }
        }

        private TaskResult scanOnce(FileFacts file) throws IOException, InterruptedException {
            var physical = context.physical(
                    file.physicalPath().orElseThrow(() -> new IOException("its bytes have not been received")));
            try (var bytes = Files.newInputStream(physical, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                if (session == null) {
                    session = scanner.orElseThrow().open(context::isGivenUp);
                }
                var verdict = session.scan(bytes);
                var result = result(file, verdict, session).withTool(session.tool());
                if (session.isOver()) {
                    close();
                }
                return result;
            }
        }

        @Override
        public void close() {
            var closing = session;
            session = null;
            try {
                if (closing != null) {
                    closing.close();
                }
            } catch (IOException alreadyBroken) {
                // The verdicts are in; how the connection ends changes none of them.
            }
        }
    }
}
