package tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at how large the table of contents of a ZIP or OLE2 file is before a library holds it in memory. It judges nothing
 * else about the file.
 */
final class ContainerBounds {

    /** Some 200,000 members: more than any format has that the signatures know. */
    static final long DIRECTORY_BYTES_MAX = 16L << 20;

    private static final int ZIP_END = 0x06054b50;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP_END_BYTES = 22;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int COMMENT_BYTES_MAX = 0xFFFF;
    private static final long OLE2_MAGIC = 0xE11AB1A1E011CFD0L;

    /** An OLE2 file has no count of its members: at worst half of it is their directory. */
    static final long OLE2_BYTES_MAX = 128L << 20;

    private ContainerBounds() {}

    /** @throws IOException saying that the file is too large to look into */
    static void check(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (isOle2(channel)) {
                if (channel.size() > OLE2_BYTES_MAX) {
                    throw new IOException("it has more than " + (OLE2_BYTES_MAX >> 20) + " MiB");
                }
            } else if (zipDirectoryBytes(channel) > DIRECTORY_BYTES_MAX) {
                throw new IOException("its table of contents has more than " + (DIRECTORY_BYTES_MAX >> 20) + " MiB");
            }
        }
    }

    private static boolean isOle2(FileChannel channel) throws IOException {
        return channel.size() >= 8 && read(channel, 0, 8).getLong(0) == OLE2_MAGIC;
    }

    /** By the end of central directory record (APPNOTE 4.3.16) or its ZIP64 form (4.3.14); 0 when there is none. */
    private static long zipDirectoryBytes(FileChannel channel) throws IOException {
        int tailBytes = (int) Math.min(channel.size(), COMMENT_BYTES_MAX + ZIP_END_BYTES + ZIP64_LOCATOR_BYTES);
        var tail = read(channel, channel.size() - tailBytes, tailBytes);
        for (int at = tailBytes - ZIP_END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == ZIP_END) {
                int locator = at - ZIP64_LOCATOR_BYTES;
                boolean zip64 = locator >= 0 && tail.getInt(locator) == ZIP64_LOCATOR;
                return zip64
                        ? zip64DirectoryBytes(channel, tail.getLong(locator + 8))
                        : Integer.toUnsignedLong(tail.getInt(at + 12));
            }
        }
        return 0;
    }

    private static long zip64DirectoryBytes(FileChannel channel, long end) throws IOException {
        if (end < 0 || end > channel.size() - 56) {
            throw new IOException("its ZIP64 table of contents lies outside the file");
        }
        long bytes = read(channel, end, 56).getLong(40);
        return bytes < 0 ? Long.MAX_VALUE : bytes;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("it ended while being read");
            }
        }
        return buffer.flip();
    }
}
