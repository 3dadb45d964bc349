package crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An execution log that is looked at again and again while it grows: each look reads only what has come since the last. */
public final class LogTail {

    private final Path file;
    private final List<ExecutionLog.Line> lines = new ArrayList<>();
    private long position;

    public LogTail(Path file) {
        this.file = file;
    }

    /** Every whole line so far. */
    public List<ExecutionLog.Line> lines() throws IOException {
        if (Files.exists(file) && Files.size(file) > position) {
            var text = new String(added(), StandardCharsets.UTF_8);
            // The last one may be half written.
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().map(ExecutionLog.Line::parse).forEach(lines::add);
            position += whole.getBytes(StandardCharsets.UTF_8).length;
        }
        return Collections.unmodifiableList(lines);
    }

    private byte[] added() throws IOException {
        try (var channel = FileChannel.open(file)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - position));
            while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
                // a file may be read in parts
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
