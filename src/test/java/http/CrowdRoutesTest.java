package http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import model.Ids;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that are slow or many are bounded, and somebody else is answered quickly meanwhile. */
class CrowdRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String TRANSFERS = "/api/v1/transfers";
    private static final long QUICK_MILLIS = 2_000;
    private static final int STREAMS_MOST = 256;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void headers_that_never_end_hold_up_nobody() throws Exception {
        for (int client = 0; client < 200; client++) {
            write(open(), "GET " + TRANSFERS + " HTTP/1.1\r\nHost: x\r\nX-Slow: a");
        }

        assertThat(slowestOf(20)).isLessThan(QUICK_MILLIS);
    }

    @Test
    void more_connections_than_are_taken_wait_and_whoever_is_connected_is_answered() throws Exception {
        assertThat(slowestOf(1)).isLessThan(QUICK_MILLIS); // from now on it has a connection
        for (int client = 0; client < 1060; client++) {
            open();
        }

        assertThat(slowestOf(20)).isLessThan(QUICK_MILLIS);
    }

    @Test
    void a_stream_that_nobody_reads_costs_neither_other_streams_nor_requests() throws Exception {
        for (int client = 0; client < 50; client++) {
            stream(client % 2 == 0 ? "/api/v1/events?after=0" : "/live?after=0"); // and none of them is read
        }
        var listener = stream("/api/v1/events");
        read(listener, "retry:");

        for (int number = 0; number < 200; number++) {
            API.story.submit(new TransferId(Ids.derived(API.story.waiting().value(), "n" + number)), "x".repeat(500));
        }

        assertThat(slowestOf(10)).isLessThan(QUICK_MILLIS);
        read(listener, "transfer-submitted");
    }

    @Test
    void no_more_streams_are_opened_than_the_most_and_other_requests_go_on() throws Exception {
        int opened = 0;
        while (read(stream("/api/v1/events"), "\r\n").contains(" 200 ")) {
            assertThat(++opened).isLessThanOrEqualTo(STREAMS_MOST);
        }

        assertThat(opened).isGreaterThan(STREAMS_MOST / 2); // some of an earlier test may not have ended yet
        assertThat(slowestOf(10)).isLessThan(QUICK_MILLIS);
    }

    private static long slowestOf(int requests) {
        long slowest = 0;
        for (int request = 0; request < requests; request++) {
            long began = System.nanoTime();
            assertThat(API.client.get(TRANSFERS).status()).isEqualTo(200);
            slowest = Math.max(slowest, System.nanoTime() - began);
        }
        return TimeUnit.NANOSECONDS.toMillis(slowest);
    }

    private Socket stream(String target) throws IOException {
        var socket = open();
        write(socket, "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        return socket;
    }

    private Socket open() throws IOException {
        var socket = new Socket(API.client.address.getAddress(), API.client.address.getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** What comes until the text has come; fails when it does not. */
    private static String read(Socket socket, String text) throws IOException {
        var heard = new StringBuilder();
        var bytes = new byte[4096];
        while (heard.indexOf(text) < 0) {
            try {
                int count = socket.getInputStream().read(bytes);
                assertThat(count).as(heard.toString()).isPositive();
                heard.append(new String(bytes, 0, count, ISO_8859_1));
            } catch (SocketTimeoutException silent) {
                throw new AssertionError("only heard: " + heard, silent);
            }
        }
        return heard.toString();
    }
}
