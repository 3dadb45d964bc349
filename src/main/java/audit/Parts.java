package audit;

import codec.Json;
import codec.JsonLines;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Any number of values, parted by a key so that each part fits into memory and holds all values of its keys in the order in
 * which they came. A few are kept in memory; more go to files that are removed at the end.
 */
final class Parts<T> implements Closeable {

    /** How many; also of each other set that is compared with this one. */
    static final int COUNT = 64;

    private static final int IN_MEMORY = 8_000;

    private final List<List<T>> memory = new ArrayList<>();
    private final List<SequenceWriter> writers = new ArrayList<>();
    private final Function<T, String> key;
    private final JsonLines<T> lines;
    private final ObjectWriter writer;
    private Path directory;
    private int held;

    Parts(Class<T> type, Function<T, String> key) {
        this.key = key;
        this.lines = new JsonLines<>(type);
        this.writer = Json.text().writerFor(type).withRootValueSeparator("\n");
        for (int i = 0; i < COUNT; i++) {
            memory.add(new ArrayList<>());
        }
    }

    void add(T value) throws IOException {
        memory.get(Math.floorMod(key.apply(value).hashCode(), COUNT)).add(value);
        if (++held > IN_MEMORY) {
            spill();
        }
    }

    private void spill() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("muniment-audit-");
            for (int i = 0; i < COUNT; i++) {
                writers.add(writer.writeValues(new BufferedOutputStream(Files.newOutputStream(file(i)))));
            }
        }
        for (int i = 0; i < COUNT; i++) {
            writers.get(i).writeAll(memory.get(i));
            memory.get(i).clear();
        }
        held = 0;
    }

    /** All values of one part. */
    List<T> part(int number) throws IOException {
        if (directory == null) {
            return memory.get(number);
        }
        spill();
        writers.get(number).flush();
        try (Stream<T> values = lines.read(Files.newInputStream(file(number)))) {
            return values.toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private Path file(int number) {
        return directory.resolve("part-" + number);
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < writers.size(); i++) {
            writers.get(i).close();
            Files.deleteIfExists(file(i));
        }
        if (directory != null) {
            Files.deleteIfExists(directory);
        }
    }
}
