package crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import model.BlobRef;
import model.FileFacts;
import model.FindingAbout;
import model.StoredText;
import model.TransferFacts;
import preservation.ActionContext;

/** The product's context, whose entries can stop coming half-way. */
record WatchedContext(ActionContext inner, WatchedAction.Reached reached) implements ActionContext {

    @Override
    public TransferFacts transfer() {
        return inner.transfer();
    }

    @Override
    public Path attemptDirectory() {
        return inner.attemptDirectory();
    }

    @Override
    public Path workArea() {
        return inner.workArea();
    }

    @Override
    public Stream<FileFacts> entries() throws IOException {
        if (!reached.isReading()) {
            return inner.entries();
        }
        long half;
        try (var all = inner.entries()) {
            half = all.count() / 2;
        }
        var count = new AtomicLong();
        return inner.entries().peek(entry -> {
            if (count.incrementAndGet() > half) {
                reached.hold(Moment.Phase.HALF);
            }
        });
    }

    @Override
    public StoredText keep(String text) throws IOException {
        return inner.keep(text);
    }

    @Override
    public BlobRef keepFindings(Stream<FindingAbout> findings) throws IOException {
        return inner.keepFindings(findings);
    }

    @Override
    public InputStream open(BlobRef blob) throws IOException {
        return inner.open(blob);
    }

    @Override
    public boolean isGivenUp() {
        return inner.isGivenUp();
    }
}
