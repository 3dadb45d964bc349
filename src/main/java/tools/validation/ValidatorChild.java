package tools.validation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.JdkXml;

/**
 * The main class of a validator's child JVM. Answers one request after the other; it has no time limit of its own. Its
 * parent kills it, or it ends by itself when its stdin does, whatever the validator is doing then.
 */
public final class ValidatorChild {

    /** JHOVE's parsers recurse as deeply as a file is nested. */
    private static final long STACK_BYTES = 16L << 20;

    private static final Set<String> NETWORK = Set.of("http", "https", "ftp");

    private final Map<ValidatorChoice.Kind, FormatValidator> validators = Map.of(
            ValidatorChoice.Kind.JHOVE, new JhoveValidator(),
            ValidatorChoice.Kind.VERAPDF, new VeraPdfValidator(),
            ValidatorChoice.Kind.XML, new XmlValidator());

    private final DataOutputStream out;

    private ValidatorChild(DataOutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere); // libraries print; stdout is for answers alone
        System.setErr(nowhere);
        URL.setURLStreamHandlerFactory(protocol -> NETWORK.contains(protocol) ? new Offline() : null);
        new ValidatorChild(out)
                .serve(new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in))));
    }

    // Requests are read on the main thread, so that the end of stdin ends the JVM even when a validator hangs.
    private void serve(DataInputStream in) throws IOException {
        var worker = worker();
        try {
            while (true) {
                var request = Frames.readRequest(in);
                worker.execute(() -> answer(request));
            }
        } catch (EOFException parentHasGone) {
            // All other threads are daemons: this is the end.
        }
    }

    private static ExecutorService worker() {
        return Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(null, work, "validator", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }

    private void answer(Frames.Request request) {
        try {
            out.writeByte(Frames.BEGUN);
            out.flush();
            Frames.write(out, validate(request));
        } catch (IOException parentHasGone) {
            throw new UncheckedIOException(parentHasGone);
        }
    }

    private Validation validate(Frames.Request request) {
        var choice = request.choice();
        try {
            return JdkXml.call(() -> validators.get(choice.kind()).validate(request.file(), choice.option()));
        } catch (Exception | StackOverflowError | LinkageError failure) {
            // OutOfMemoryError is not for us: the JVM is told to exit then.
            return Validation.notDone("the validator failed: " + failure);
        }
    }

    private static final class Offline extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL address) throws IOException {
            throw new IOException("validators are kept off the network: " + address);
        }
    }
}
