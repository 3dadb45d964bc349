package tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import model.FilePath;
import model.ToolId;

/**
 * The door to DROID: which format is this file? One instance serves all threads. Its signature files are chosen when it is
 * made and loaded when first needed, which takes some seconds; it does not look for newer ones later.
 */
public final class Droid {

    private static final String LIBRARY_FACTS = "/META-INF/maven/uk.gov.nationalarchives/droid-core/pom.properties";

    private final SignatureFile binary;
    private final SignatureFile container;
    private final Duration limit;
    private final TimeLimited threads = new TimeLimited("DROID");
    private final AtomicReference<CompletableFuture<FormatSearch>> search = new AtomicReference<>();

    /** @param limit of the time that one file may take */
    public Droid(Signatures signatures, Duration limit) throws IOException {
        this.binary = signatures.current(SignatureFile.Kind.BINARY);
        this.container = signatures.current(SignatureFile.Kind.CONTAINER);
        this.limit = limit;
    }

    /** Starts loading the signatures in the background and returns at once. Saves the first file its wait. */
    public void warm() {
        var mine = new CompletableFuture<FormatSearch>();
        if (search.compareAndSet(null, mine)) {
            var thread = new Thread(() -> load(mine), "DROID signatures");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** DROID with its signature files, such as {@code DROID 6.8.0 (V111, container 20230307)}. Loads nothing. */
    public ToolId tool() {
        return new ToolId("DROID", libraryVersion() + " (" + binary.label() + ", " + container.label() + ")");
    }

    /**
     * Identifies a file by its signatures, and by its extension where they say nothing. A file that DROID gives up on is
     * an unidentified file with a warning.
     *
     * @param name the logical name, which has the extension; the physical one is a UUID
     * @throws IOException when the file cannot be read, or the signature files cannot be loaded
     */
    public Identification identify(Path file, FilePath name) throws IOException, InterruptedException {
        var formats = loaded();
        Files.newByteChannel(file).close(); // unreadable is an error, whatever DROID would make of it
        try {
            return threads.call(() -> formats.identify(file, name.name().display()), limit);
        } catch (TimeoutException slow) {
            return Identification.none("DROID gave no answer within " + limit.toSeconds() + " s");
        }
    }

    /**
     * True when the signature files in use name this PUID.
     *
     * @throws IOException when they can't be loaded
     */
    public boolean knows(String puid) throws IOException {
        return loaded().knows(puid);
    }

    private FormatSearch loaded() throws IOException {
        warm();
        try {
            return search.get().join();
        } catch (CompletionException failed) {
            throw new IOException(
                    "the signature files " + binary.fileName() + " and " + container.fileName() + " cannot be loaded: "
                            + failed.getCause().getMessage(),
                    failed.getCause());
        }
    }

    private void load(CompletableFuture<FormatSearch> into) {
        try {
            into.complete(new FormatSearch(LoadedSignatures.load(binary, container)));
        } catch (Throwable failure) { // whoever waits must hear of it, whatever it is
            into.completeExceptionally(failure);
        }
    }

    private static String libraryVersion() {
        var facts = new Properties();
        try (var in = Droid.class.getResourceAsStream(LIBRARY_FACTS)) {
            if (in != null) {
                facts.load(in);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("the class path cannot be read", unreadable);
        }
        return facts.getProperty("version", "unknown version");
    }
}
