package model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a preservation action says when one of its tasks has ended.
 *
 * @param blame the file (as received) that a failure is about, where there is one; a file-scope task's own file is filled in
 *     by the worker
 * @param exitCode of the tool that ran; 0 where none did
 * @param message one sentence for a person, naming the file where there is one; empty where there is nothing to say
 * @param arguments the tool's argument vector as one line, or what stands for it; empty where no tool ran
 * @param findings about the task's own file, or, in a package-scope task, about the package
 * @param bulk findings about any number of files: a blob of JSON lines, see {@code codec.FindingList}
 */
public record TaskResult(
        TaskStatus status,
        Optional<FilePath> blame,
        int exitCode,
        String message,
        Optional<ToolId> tool,
        String arguments,
        List<Finding> findings,
        List<Product> products,
        Optional<BlobRef> bulk,
        StoredText stdout,
        StoredText stderr) {

    /** What says nothing is left out where results are stored. */
    public TaskResult {
        message = Objects.requireNonNullElse(message, "");
        arguments = Objects.requireNonNullElse(arguments, "");
        findings = Objects.requireNonNullElse(findings, List.of());
        products = Objects.requireNonNullElse(products, List.of());
        stdout = Objects.requireNonNullElse(stdout, StoredText.NONE);
        stderr = Objects.requireNonNullElse(stderr, StoredText.NONE);
    }

    public static TaskResult completed(Finding... findings) {
        return of(TaskStatus.COMPLETED, "").withFindings(List.of(findings));
    }

    public static TaskResult completed(String message) {
        return of(TaskStatus.COMPLETED, message);
    }

    public static TaskResult failed(String message) {
        return of(TaskStatus.FAILED, message);
    }

    /** A failure that one file of a package-scope task is to blame for. */
    public static TaskResult failed(String message, FilePath file) {
        return failed(message).withBlame(file);
    }

    public static TaskResult notDone(String message) {
        return of(TaskStatus.NOT_DONE, message);
    }

    private static TaskResult of(TaskStatus status, String message) {
        return new TaskResult(
                status,
                Optional.empty(),
                0,
                message,
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Optional.empty(),
                StoredText.NONE,
                StoredText.NONE);
    }

    public TaskResult withBlame(FilePath file) {
        return new TaskResult(
                status,
                Optional.of(file),
                exitCode,
                message,
                tool,
                arguments,
                findings,
                products,
                bulk,
                stdout,
                stderr);
    }

    public TaskResult withMessage(String text) {
        return new TaskResult(status, blame, exitCode, text, tool, arguments, findings, products, bulk, stdout, stderr);
    }

    public TaskResult withTool(ToolId id) {
        return new TaskResult(
                status, blame, exitCode, message, Optional.of(id), arguments, findings, products, bulk, stdout, stderr);
    }

    /** What a tool run left: its arguments, exit code and output. */
    public TaskResult withToolRun(ToolId id, String line, int code, StoredText out, StoredText err) {
        return new TaskResult(status, blame, code, message, Optional.of(id), line, findings, products, bulk, out, err);
    }

    public TaskResult withFindings(List<Finding> found) {
        return new TaskResult(status, blame, exitCode, message, tool, arguments, found, products, bulk, stdout, stderr);
    }

    public TaskResult withProducts(Product... made) {
        return new TaskResult(
                status, blame, exitCode, message, tool, arguments, findings, List.of(made), bulk, stdout, stderr);
    }

    public TaskResult withBulk(BlobRef list) {
        return new TaskResult(
                status,
                blame,
                exitCode,
                message,
                tool,
                arguments,
                findings,
                products,
                Optional.of(list),
                stdout,
                stderr);
    }

    public TaskResult withOutput(StoredText out, StoredText err) {
        return new TaskResult(status, blame, exitCode, message, tool, arguments, findings, products, bulk, out, err);
    }
}
