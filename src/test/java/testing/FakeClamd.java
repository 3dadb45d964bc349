package testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A clamd that says what a test wants it to say, on a TCP port. It understands {@code IDSESSION}, {@code VERSION},
 * {@code PING} and {@code INSTREAM}; it detects nothing.
 */
public final class FakeClamd implements AutoCloseable {

    public static final String VERSION = "ClamAV 9.8.7/27000/Mon Nov 23 09:00:00 2026";

    /** Instead of an answer to a file: the connection is closed after its first chunk. */
    public static final String CLOSE_MIDWAY = "<close midway>";

    /** Instead of an answer to a file: nothing, ever. */
    public static final String HANG = "<hang>";

    /** Before an answer: it is given after the file's first chunk, unnumbered as it is, and the connection is closed. */
    public static final String EARLY = "<early>";

    private final ServerSocket server;
    private final Deque<String> answers;
    private final UnaryOperator<String> judge;
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeClamd(List<String> answers, UnaryOperator<String> judge) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = new ConcurrentLinkedDeque<>(answers);
        this.judge = judge;
    }

    /** The answer to each file in turn; the last one to all that follow. */
    public static FakeClamd saying(String... answers) throws IOException {
        return start(List.of(answers), content -> "");
    }

    /** The answer to a file follows from its content, read as ISO-8859-1; it may take its time. */
    public static FakeClamd judging(UnaryOperator<String> judge) throws IOException {
        return start(List.of("stream: OK"), judge);
    }

    private static FakeClamd start(List<String> answers, UnaryOperator<String> judge) throws IOException {
        var fake = new FakeClamd(answers, judge);
        startThread(fake::accept);
        return fake;
    }

    public String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** The files that came in whole. */
    public List<byte[]> received() {
        return received;
    }

    public int connections() {
        return connections.get();
    }

    private static void startThread(Runnable work) {
        var thread = new Thread(work, "fake-clamd");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                connections.incrementAndGet();
                startThread(() -> converse(socket));
            }
        } catch (IOException over) {
            // The test has closed us.
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            int commands = 0;
            for (var command = command(in); !command.isEmpty(); command = command(in)) {
                if (command.equals("zIDSESSION")) {
                    continue;
                }
                commands++;
                var answer = command.equals("zINSTREAM") ? file(in) : command.equals("zPING") ? "PONG" : VERSION;
                if (answer.equals(CLOSE_MIDWAY)) {
                    return;
                }
                if (answer.equals(HANG)) {
                    closed.await();
                    return;
                }
                boolean early = answer.startsWith(EARLY);
                say(socket.getOutputStream(), early ? answer.substring(EARLY.length()) : commands + ": " + answer);
                if (early) {
                    socket.shutdownOutput();
                    in.skipNBytes(Long.MAX_VALUE);
                    return;
                }
            }
        } catch (IOException | InterruptedException over) {
            // The other side has gone; so do we.
        }
    }

    private String file(DataInputStream in) throws IOException {
        var answer = answers.size() > 1 ? answers.poll() : answers.peek();
        var content = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            content.write(in.readNBytes(length));
            if (answer.equals(CLOSE_MIDWAY) || answer.startsWith(EARLY)) {
                return answer;
            }
        }
        received.add(content.toByteArray());
        var judged = judge.apply(content.toString(StandardCharsets.ISO_8859_1));
        return judged.isEmpty() ? answer : judged;
    }

    private static String command(DataInputStream in) throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c > 0; c = in.read()) {
            text.append((char) c);
        }
        return text.toString();
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\0").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
