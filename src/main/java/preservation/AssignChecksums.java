package preservation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import model.ChecksumAlgorithm;
import model.FileFacts;
import model.Finding;
import model.TaskResult;
import preservation.disk.Digests;

/**
 * Records a file's size and checksums. Those that were computed while the file was received are used; missing ones are
 * computed in one read. Compares nothing with what a donor says; see {@link VerifyMetadataChecksums}.
 */
public final class AssignChecksums implements PreservationAction<AssignChecksums.Parameters> {

    private static final int BUFFER_BYTES = 1 << 17;

    /**
     * Which checksums every file is to have.
     *
     * @param algorithms of {@code md5}, {@code sha1}, {@code sha256}, {@code sha512}; SHA-256 if left out
     */
    public record Parameters(List<String> algorithms) {
        public Parameters {
            algorithms = algorithms == null || algorithms.isEmpty() ? List.of("sha256") : List.copyOf(algorithms);
            algorithms.forEach(ChecksumAlgorithm::of);
        }

        Set<ChecksumAlgorithm> wanted() {
            var wanted = EnumSet.noneOf(ChecksumAlgorithm.class);
            algorithms.forEach(name -> wanted.add(ChecksumAlgorithm.of(name)));
            return wanted;
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context)
            throws IOException, InterruptedException {
        var file = task.theFile();
        var wanted = parameters.wanted();
        var checksums = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
        checksums.putAll(file.checksums());
        checksums.keySet().retainAll(wanted);
        wanted.removeAll(checksums.keySet());
        checksums.putAll(compute(wanted, file, context));
        return TaskResult.completed(new Finding.ChecksumsAssigned(file.size(), checksums));
    }

    /**
     * Digests of a file in the work area, in one read.
     *
     * @throws IOException that says so when the file is missing, or longer or shorter than the register says
     */
    static Map<ChecksumAlgorithm, String> compute(
            Set<ChecksumAlgorithm> algorithms, FileFacts file, ActionContext context)
            throws IOException, InterruptedException {
        var physical = file.physicalPath()
                .map(context::physical)
                .orElseThrow(() -> new IOException("it was never received, so it has no bytes"));
        var digests = new Digests(algorithms);
        try (var channel = FileChannel.open(physical, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            refuseOtherSize(channel.size(), file);
            if (algorithms.isEmpty()) {
                return Map.of();
            }
            var buffer = new byte[(int) Math.min(BUFFER_BYTES, file.size() + 1)];
            refuseOtherSize(digests.readAll(channel, buffer, context::isGivenUp), file);
            return digests.finish();
        } catch (NoSuchFileException missing) {
            throw new IOException("its bytes are missing from the work area (" + physical + ")", missing);
        }
    }

    private static void refuseOtherSize(long found, FileFacts file) throws IOException {
        if (found != file.size()) {
            throw new IOException("it has " + found + " bytes in the work area but was received with " + file.size()
                    + "; something has changed or damaged it");
        }
    }
}
