package preservation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.Product;
import model.TaskResult;
import model.Verdict;
import packaging.aip.AipCheck;
import packaging.bagit.Digests;

/**
 * Reads again what is to be stored, in the form in which it is to be stored, and compares every file with the journal and
 * with the bag's manifests. It writes nothing.
 */
public final class VerifyAip implements PreservationAction<VerifyAip.Parameters> {

    private static final FilePath DATA = FilePath.of("data");
    private static final int PROBLEMS_SHOWN = 10;

    /** Nothing to set. */
    public record Parameters() {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
        var bag = product(context, "bag");
        var aip = product(context, "aip");
        var check = new AipCheck(context.physical(bag.path()), bag.sha256(), context::isGivenUp);
        expectFiles(check, context);
        var file = context.physical(aip.path());
        if (Files.isRegularFile(file)) {
            checkPackage(check, file, aip);
        }
        try {
            check.read(file);
        } catch (InterruptedIOException givenUp) {
            throw new InterruptedException(givenUp.getMessage());
        }
        expectDirectories(check, context);
        return result(check);
    }

    private static Product product(ActionContext context, String role) throws IOException {
        return context.transfer()
                .product(role)
                .orElseThrow(() -> new IOException("there is nothing to verify: no step has made the " + role));
    }

    private static void expectFiles(AipCheck check, ActionContext context) throws IOException {
        var sip = context.transfer().sip();
        context.transfer()
                .product("mets")
                .ifPresent(mets -> check.expectFile(
                        DATA.resolve(FilePath.of("METS." + sip + ".xml")),
                        Map.of(ChecksumAlgorithm.SHA256, mets.sha256())));
        try (var entries = context.entries()) {
            entries.filter(VerifyAip::isInAip)
                    .filter(entry -> entry.kind() == EntryKind.FILE)
                    .forEach(entry -> check.expectFile(DATA.resolve(entry.path()), entry.checksums()));
        }
    }

    private static void expectDirectories(AipCheck check, ActionContext context) throws IOException {
        try (var entries = context.entries()) {
            entries.filter(VerifyAip::isInAip)
                    .filter(entry -> entry.kind() == EntryKind.DIRECTORY)
                    .forEach(entry -> check.expectDirectory(DATA.resolve(entry.path())));
        }
    }

    private static boolean isInAip(FileFacts entry) {
        return !entry.removed();
    }

    private static void checkPackage(AipCheck check, Path file, Product aip) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var sha256 = Digests.of(in, EnumSet.of(ChecksumAlgorithm.SHA256)).get(ChecksumAlgorithm.SHA256);
            if (!sha256.equals(aip.sha256())) {
                check.problems()
                        .add(aip.path().name().display() + ": its sha256 is " + sha256 + ", but it was packed with "
                                + aip.sha256());
            }
        }
    }

    private static TaskResult result(AipCheck check) {
        var problems = check.problems();
        if (problems.isEmpty()) {
            var detail =
                    check.files() + " files with " + check.bytes() + " bytes agree with the journal and the manifests";
            return TaskResult.completed(new Finding.PackageVerified(Verdict.PASS, detail))
                    .withMessage(detail);
        }
        var detail = problems.summary(PROBLEMS_SHOWN);
        return TaskResult.failed("the AIP is not as it should be: " + detail)
                .withFindings(List.of(new Finding.PackageVerified(Verdict.FAIL, detail)));
    }
}
