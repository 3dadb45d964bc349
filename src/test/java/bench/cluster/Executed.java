package bench.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.IntStream;

/** Which tasks a process has really carried out, in order; what is written outlives the process, not the machine. */
public final class Executed {

    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final FileChannel channel;

    public Executed(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void add(UUID transfer, int ordinal) throws IOException {
        var record = ByteBuffer.allocate(BYTES);
        record.putLong(transfer.getMostSignificantBits()).putLong(transfer.getLeastSignificantBits());
        channel.write(record.putInt(ordinal).flip());
    }

    /** The file of a node with this data directory. */
    public static Path of(Path data) {
        return data.resolve("executed");
    }

    static int count(Path data) throws IOException {
        var file = of(data);
        return Files.exists(file) ? Math.toIntExact(Files.size(file) / BYTES) : 0;
    }

    /** The tasks of one transfer, from so many entries on. */
    static IntStream tasks(Path data, String transfer, int from) throws IOException {
        var id = UUID.fromString(transfer);
        var all = ByteBuffer.wrap(Files.readAllBytes(of(data)));
        return IntStream.range(from, all.limit() / BYTES)
                .filter(entry -> all.getLong(entry * BYTES) == id.getMostSignificantBits()
                        && all.getLong(entry * BYTES + Long.BYTES) == id.getLeastSignificantBits())
                .map(entry -> all.getInt(entry * BYTES + 2 * Long.BYTES));
    }
}
