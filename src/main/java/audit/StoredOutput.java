package audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import model.BlobRef;
import model.TaskResult;
import pipeline.job.JobEvent.TasksEnded;
import pipeline.journal.EventCodec;
import storage.Blobs;

/** Compares output that events refer to with the digests that they hold. */
final class StoredOutput {

    private static final String NAME = "job.tasks-ended";

    /** The name of a blob reference's component, which an event without a blob does not hold. */
    private static final byte[] MARK = "segment".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final Tally tally;

    StoredOutput(Path directory, Tally tally) {
        this.directory = directory;
        this.tally = tally;
    }

    /** What the event of this row refers to, if it refers to anything. */
    void compare(String persistenceId, long sequence, String name, byte[] stored, int header) {
        if (!name.equals(NAME) || !contains(stored, MARK)) {
            return; // to decode every event would cost more than all the rest
        }
        var bytes = new byte[stored.length - header];
        System.arraycopy(stored, header, bytes, 0, bytes.length);
        if (EventCodec.decode(name, bytes) instanceof TasksEnded ended) {
            ended.outcomes().stream()
                    .flatMap(outcome -> references(outcome.result()))
                    .forEach(blob -> compare(persistenceId, sequence, blob));
        }
    }

    private static Stream<BlobRef> references(TaskResult result) {
        return Stream.of(result.bulk(), result.stdout().blob(), result.stderr().blob())
                .flatMap(Optional::stream);
    }

    private void compare(String persistenceId, long sequence, BlobRef blob) {
        tally.blob();
        try (InputStream in = Blobs.open(directory, blob)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException changed) {
            var place = blob.length() + " bytes at " + blob.offset() + " of " + directory.resolve(blob.segment());
            tally.accept(new Discrepancy(
                    persistenceId,
                    sequence,
                    "stored output is not what it was: " + place,
                    blob.sha256(),
                    String.valueOf(changed.getMessage())));
        }
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            int same = 0;
            while (same < part.length && all[at + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }
}
