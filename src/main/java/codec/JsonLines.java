package codec;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Many values of one kind as JSON, a line each; one parser or generator for all of them, for there may be 100,000. */
public final class JsonLines<T> {

    private final ObjectReader reader;
    private final ObjectWriter writer;

    public JsonLines(Class<T> type) {
        reader = Json.text().readerFor(type);
        writer = Json.text().writerFor(type).withRootValueSeparator("\n");
    }

    /** Each line ends with a line feed, the last too. The output stays open. */
    public void write(Stream<T> values, OutputStream out) throws IOException {
        boolean any = false;
        try (var sequence = writer.writeValues(out)) {
            for (Iterator<T> each = values.iterator(); each.hasNext(); ) {
                sequence.write(each.next());
                any = true;
            }
        }
        if (any) {
            out.write('\n');
        }
    }

    /** Reads lazily; closing the stream closes the input. */
    public Stream<T> read(InputStream in) throws IOException {
        MappingIterator<T> values = reader.readValues(in);
        var each = Spliterators.spliteratorUnknownSize(new Lines<>(values), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(each, false).onClose(() -> close(in));
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What can't be read is told as an exception of its own, which a stream lets through. */
    private record Lines<T>(MappingIterator<T> values) implements Iterator<T> {
        @Override
        public boolean hasNext() {
            try {
                return values.hasNextValue();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public T next() {
            try {
                return values.nextValue();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
