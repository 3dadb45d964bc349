package preservation.attempt;

import codec.Json;
import codec.JsonLines;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import model.FileFacts;
import model.Ordinals;

/**
 * The sealed facts of a job: every entry that the job is about, written once when it is planned, from one consistent read
 * of the register, and read by whoever carries out its tasks. One line of JSON for each entry; an index beside it holds
 * where each line begins (8 bytes each), so that the lines of a hand-out are found without reading the others.
 */
public final class FactsFile {

    private static final String LINES = "facts.jsonl";
    private static final String INDEX = "facts.index";

    /** Lines that are read at once, where they lie beside each other. */
    private static final int RUN_MAX = 64;

    private static final JsonLines<FileFacts> VALUES = new JsonLines<>(FileFacts.class);
    private static final ObjectReader READER = Json.text().readerFor(FileFacts.class);
    private static final ObjectWriter WRITER = Json.text().writerFor(FileFacts.class);

    private final Path directory;

    public FactsFile(Path directory) {
        this.directory = directory;
    }

    /** The entries of some tasks, in order; a task's ordinal is its line's number, from 0. */
    public List<FileFacts> lines(Ordinals ordinals) throws IOException {
        var found = new ArrayList<FileFacts>();
        var wanted = ordinals.toBitSet();
        try (var lines = FileChannel.open(directory.resolve(LINES), StandardOpenOption.READ);
                var index = FileChannel.open(directory.resolve(INDEX), StandardOpenOption.READ)) {
            for (int first = wanted.nextSetBit(0); first >= 0; ) {
                int end = Math.min(wanted.nextClearBit(first), first + RUN_MAX);
                readRun(lines, offsets(index, first, end), found);
                first = wanted.nextSetBit(end);
            }
        }
        return found;
    }

    /** Where these lines begin, and where the last of them ends. */
    private static LongBuffer offsets(FileChannel index, int first, int end) throws IOException {
        var bytes = ByteBuffer.allocate((end - first + 1) * Long.BYTES);
        readFully(index, bytes, (long) first * Long.BYTES);
        return bytes.flip().asLongBuffer();
    }

    private static void readRun(FileChannel lines, LongBuffer offsets, List<FileFacts> found) throws IOException {
        long from = offsets.get(0);
        var bytes = ByteBuffer.allocate(Math.toIntExact(offsets.get(offsets.limit() - 1) - from));
        readFully(lines, bytes, from);
        for (int line = 0; line + 1 < offsets.limit(); line++) {
            int begin = (int) (offsets.get(line) - from);
            int end = (int) (offsets.get(line + 1) - from);
            found.add(READER.readValue(bytes.array(), begin, end - begin));
        }
    }

    /** All entries, in order; close the stream. */
    public Stream<FileFacts> all() throws IOException {
        return VALUES.read(new BufferedInputStream(Files.newInputStream(directory.resolve(LINES)), 1 << 16));
    }

    private static void readFully(FileChannel from, ByteBuffer into, long position) throws IOException {
        for (long at = position; into.hasRemaining(); ) {
            int count = from.read(into, at);
            if (count < 0) {
                throw new IOException("the job's facts file ends early");
            }
            at += count;
        }
    }

    /** Writes a facts file. Nothing of it counts before {@link #seal}. */
    public static final class Writer implements AutoCloseable {
        private final Path directory;
        private final FileChannel lines;
        private final FileChannel index;
        private final DigestOutputStream out;
        private final DataOutputStream offsets;
        private long position;
        private int count;

        /** The directory must be new. */
        public Writer(Path directory) throws IOException {
            this.directory = directory;
            Files.createDirectories(directory);
            this.lines = create(LINES);
            this.index = create(INDEX);
            this.out = new DigestOutputStream(buffered(lines), sha256());
            this.offsets = new DataOutputStream(buffered(index));
        }

        public void add(FileFacts facts) throws IOException {
            var line = WRITER.writeValueAsBytes(facts);
            offsets.writeLong(position);
            out.write(line);
            out.write('\n');
            position += line.length + 1;
            count++;
        }

        public int count() {
            return count;
        }

        /** Makes the file safe on disk and returns its SHA-256, in hexadecimal. */
        public String seal() throws IOException {
            offsets.writeLong(position);
            offsets.flush();
            out.flush();
            lines.force(true);
            index.force(true);
            try (var parent = FileChannel.open(directory, StandardOpenOption.READ)) {
                parent.force(true);
            }
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }

        @Override
        public void close() throws IOException {
            lines.close();
            index.close();
        }

        private FileChannel create(String name) throws IOException {
            return FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        private static OutputStream buffered(FileChannel channel) {
            return new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible); // every Java platform must have SHA-256
            }
        }
    }
}
