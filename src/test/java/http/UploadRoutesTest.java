package http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final int LARGE = 300_000_000;

    @AfterEach
    void nothing_stays_on_its_way() throws Exception {
        eventually(() -> arriving().isEmpty());
    }

    @Test
    void files_become_the_source_of_a_transfer_with_what_is_said_of_it() throws IOException {
        var reply = new Upload()
                .field("name", "Größe")
                .field("configuration", "automated")
                .field("accessionNumber", "2026-7")
                .file("a.txt", "one")
                .file("sub/Übung <b>.txt", "two")
                .file("sub/empty", "")
                .accepted(API);

        assertThat(reply.json().path("source").asText()).isEqualTo("upload:upload");
        assertThat(API.client.get(reply.header("Location")).json().path("name").asText())
                .isEqualTo("Größe");
        var submitted = API.door.submitted.get(API.door.submitted.size() - 1);
        assertThat(submitted.configuration()).isEqualTo("automated");
        assertThat(submitted.accessionNumber()).contains("2026-7");
        assertThat(files(submitted.source())).containsExactly("a.txt", "sub/empty", "sub/Übung <b>.txt");
        assertThat(submitted.source().resolve("sub/Übung <b>.txt")).hasContent("two");
    }

    @Test
    void a_folder_is_the_transfer_and_gives_it_its_name() throws IOException {
        new Upload()
                .file("box 1/objects/a.txt", "a")
                .file("box 1/metadata/m.csv", "m")
                .accepted(API);

        var submitted = API.door.submitted.get(API.door.submitted.size() - 1);
        assertThat(submitted.name()).isEqualTo("box 1");
        assertThat(submitted.sourceName()).isEqualTo("upload:box 1");
        assertThat(files(submitted.source())).containsExactly("metadata/m.csv", "objects/a.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "/etc/passwd",
                "a//b",
                "a/",
                "./a",
                "..",
                "a\u0000b",
                "a\u0007b",
                "a\u0085b",
                "a\uFFFDb"
            })
    void a_path_that_leads_elsewhere_or_is_none_refuses_all(String path) throws IOException {
        var before = everything();
        int submitted = API.door.submitted.size();

        var reply = new Upload().file("good.txt", "good").file(path, "bad").refused(API);

        assertThat(reply.status()).as(reply.text()).isIn(400, 422);
        assertThat(API.door.submitted).hasSize(submitted);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void long_and_deep_paths_and_paths_that_meet_refuse_all() {
        assertThat(new Upload().file("x".repeat(256), "x").refused(API).problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload().file("x/".repeat(101) + "x", "x").refused(API).problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload().file("a", "1").file("a", "2").refused(API).problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload().file("a", "1").file("a/b", "2").refused(API).problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload().file("a/b", "1").file("a", "2").refused(API).problem())
                .isEqualTo("invalid-body");
    }

    @Test
    void fields_that_cannot_be_used_refuse_all() {
        assertThat(new Upload()
                        .file("a", "1")
                        .field("name", "late")
                        .refused(API)
                        .problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload()
                        .field("colour", "red")
                        .file("a", "1")
                        .refused(API)
                        .problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload()
                        .field("name", "a")
                        .field("name", "b")
                        .file("a", "1")
                        .refused(API)
                        .problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload()
                        .field("name", "x".repeat(5000))
                        .file("a", "1")
                        .refused(API)
                        .problem())
                .isEqualTo("invalid-body");
        assertThat(new Upload()
                        .field("configuration", "none")
                        .file("a", "1")
                        .refused(API)
                        .problem())
                .isEqualTo("unknown-configuration");
        assertThat(new Upload()
                        .field("type", "zipfile")
                        .file("a", "1")
                        .refused(API)
                        .problem())
                .isEqualTo("unsupported-transfer-type");
        assertThat(new Upload().field("name", "nothing").refused(API).problem()).isEqualTo("invalid-body");
        assertThat(new Upload().file("", "").refused(API).problem()).isEqualTo("invalid-body");
    }

    @Test
    void too_many_files_refuse_all() {
        var upload = new Upload();
        for (int i = 0; i <= RunningApi.UPLOAD_FILES; i++) {
            upload.file("f" + i, "x");
        }

        assertThat(upload.refused(API).problem()).isEqualTo("too-large");
    }

    @Test
    void what_is_announced_as_too_large_is_refused_before_it_comes() throws IOException {
        try (var socket = begun(RunningApi.UPLOAD_BYTES * 2)) {
            var answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void what_is_no_form_is_refused() {
        var json = API.client
                .builder(Upload.TARGET)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        assertThat(API.client.send(Upload.TARGET, json).problem()).isEqualTo("unsupported-media-type");
        for (var body : List.of("", "nothing", "--" + Upload.BOUNDARY + "\r\nContent-Disposition: form-data")) {
            var broken = API.client
                    .builder(Upload.TARGET)
                    .header("Content-Type", "multipart/form-data; boundary=" + Upload.BOUNDARY)
                    .POST(BodyPublishers.ofString(body));
            assertThat(API.client.send(Upload.TARGET, broken).status()).as(body).isIn(400, 422);
        }
    }

    @Test
    void another_site_can_upload_nothing() {
        var upload = new Upload().file("a", "1");

        assertThat(upload.refused(API, "Sec-Fetch-Site", "cross-site").problem())
                .isEqualTo("cross-site");
        assertThat(upload.refused(API, "Origin", "https://evil.example").problem())
                .isEqualTo("cross-site");
    }

    @Test
    void the_same_key_and_files_are_one_transfer_and_other_files_are_refused() throws IOException {
        var key = UUID.randomUUID().toString();
        var first = new Upload().file("a", "1").accepted(API, "Idempotency-Key", key);
        int submitted = API.door.submitted.size();

        var again = new Upload().file("a", "1").accepted(API, "Idempotency-Key", key);
        var other = new Upload().file("a", "2").refused(API, "Idempotency-Key", key);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(API.door.submitted).hasSize(submitted);
        assertThat(API.door.submitted.get(submitted - 1).source().resolve("a")).hasContent("1");
    }

    @Test
    void what_breaks_off_leaves_nothing() throws Exception {
        var before = everything();
        int submitted = API.door.submitted.size();
        try (var socket = begun(1_000_000)) {
            eventually(() -> !arriving().isEmpty());
            assertThat(socket.isClosed()).isFalse();
        }

        eventually(() -> everything().equals(before));
        assertThat(API.door.submitted).hasSize(submitted);
    }

    @Test
    void slow_uploads_take_their_places_and_nobody_elses() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < RunningApi.UPLOADS_AT_ONCE; i++) {
                slow.add(begun(1_000_000));
            }
            eventually(() -> arriving().size() == RunningApi.UPLOADS_AT_ONCE);

            var reply = new Upload().file("a", "1").refused(API);

            assertThat(reply.problem()).isEqualTo("too-many-uploads");
            assertThat(reply.header("Retry-After")).isNotEmpty();
            assertThat(API.client.get("/api/v1/transfers").status()).isEqualTo(200);
            assertThat(API.client.raw("GET", "/metrics").text())
                    .contains("muniment_uploads_active " + RunningApi.UPLOADS_AT_ONCE);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        eventually(() -> new Upload().file("a", "1").send(API, Upload.TARGET).status() == 202);
    }

    @Test
    void a_large_upload_goes_through_little_memory() throws IOException {
        System.gc();
        long before = used();
        var head = "--" + Upload.BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.bin\"\r\n\r\n";
        var most = new long[1];
        var body = BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(head.getBytes(UTF_8)), new Zeros(LARGE, most)),
                new ByteArrayInputStream(("\r\n--" + Upload.BOUNDARY + "--\r\n").getBytes(UTF_8))));

        var reply = API.client.send(
                Upload.TARGET,
                API.client
                        .builder(Upload.TARGET)
                        .header("Content-Type", "multipart/form-data; boundary=" + Upload.BOUNDARY)
                        .POST(body));

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        var submitted = API.door.submitted.get(API.door.submitted.size() - 1);
        assertThat(submitted.source().resolve("large.bin")).hasSize(LARGE);
        System.out.printf("300 MB uploaded: %d MB live before, %d MB at most%n", before >> 20, most[0] >> 20);
        assertThat(most[0] - before).as("bytes live beyond what was before").isLessThan(LARGE / 4);
        Files.delete(submitted.source().resolve("large.bin"));
    }

    @Test
    void a_form_of_the_page_is_taken_and_leads_to_the_transfer() {
        var visit = API.client.raw("GET", "/submit");
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(visit.text());
        assertThat(token.find()).isTrue();
        var cookie = visit.header("Set-Cookie").replaceFirst(";.*", "");
        var upload = new Upload()
                .field("token", token.group(1))
                .field("key", UUID.randomUUID().toString())
                .field("name", "")
                .file("", "")
                .file("box/a.txt", "a");

        var reply = upload.send(API, "/upload", "Cookie", cookie);

        assertThat(reply.status()).as(reply.text()).isEqualTo(303);
        assertThat(reply.header("Location")).startsWith("/transfers/");
        assertThat(upload.send(API, "/upload", "Cookie", cookie).header("Location"))
                .isEqualTo(reply.header("Location"));
        int submitted = API.door.submitted.size();
        assertThat(upload.send(API, "/upload").status()).isEqualTo(403);
        assertThat(new Upload()
                        .file("a", "1")
                        .send(API, "/upload", "Cookie", cookie)
                        .status())
                .isEqualTo(403);
        assertThat(upload.send(API, "/upload", "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(API.door.submitted).hasSize(submitted);
    }

    /** Bytes that lie nowhere; it looks now and then how much memory is in use. */
    private static final class Zeros extends InputStream {
        private static final int EVERY = 50_000_000;
        private final long[] most;
        private long left;
        private long untilLook = EVERY;

        Zeros(long size, long[] most) {
            this.left = size;
            this.most = most;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int some = (int) Math.min(left, length);
            left -= some;
            untilLook -= some;
            if (untilLook <= 0) {
                untilLook = EVERY;
                System.gc();
                most[0] = Math.max(most[0], used());
            }
            return some;
        }
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** An upload that has begun, with a file that goes on. */
    private static Socket begun(long announced) throws IOException {
        var socket = new Socket(API.client.address.getAddress(), API.client.address.getPort());
        socket.getOutputStream()
                .write(("POST " + Upload.TARGET + " HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary="
                                + Upload.BOUNDARY + "\r\nContent-Length: " + announced + "\r\n\r\n--" + Upload.BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slow.bin\"\r\n\r\n"
                                + "0".repeat(1000))
                        .getBytes(UTF_8));
        return socket;
    }

    private static void eventually(Callable<Boolean> holds) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holdsNow(holds)) {
            assertThat(System.nanoTime()).as("still not so").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean holdsNow(Callable<Boolean> holds) throws Exception {
        try {
            return holds.call();
        } catch (UncheckedIOException changed) {
            return false; // a directory went away while it was looked through
        }
    }

    /** Files that are on their way. */
    private static List<String> arriving() throws IOException {
        return everything().stream()
                .filter(path -> path.startsWith(".arriving/") && !path.endsWith(".lock"))
                .toList();
    }

    private static List<String> everything() throws IOException {
        return files(API.uploaded);
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
