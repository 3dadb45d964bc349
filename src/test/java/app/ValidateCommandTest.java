package app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import packaging.bagit.EveryBag;
import picocli.CommandLine;

/** The command on good and broken bags of every version: its exit code, what it says and where, and that it only looks. */
class ValidateCommandTest {

    private record Run(int exit, String out, String err) {}

    @TempDir
    Path directory;

    static Stream<EveryBag> everyBag() {
        return EveryBag.all();
    }

    @ParameterizedTest
    @MethodSource("everyBag")
    void good_bags_leave_with_0_and_broken_ones_with_1_and_a_sentence(EveryBag made) throws IOException {
        var bag = made.at(directory.resolve("bag"));
        var before = contents();

        var run = validate(bag.toString());

        assertThat(run.exit()).as(run.err()).isEqualTo(made.isGood() ? 0 : 1);
        assertThat(run.out()).isEqualTo(made.isGood() ? bag + " is a valid bag" + System.lineSeparator() : "");
        assertThat(run.err()).contains(made.problem());
        assertThat(contents()).as("nothing is changed").isEqualTo(before);
    }

    @Test
    void every_version_has_good_bags_and_broken_ones() {
        var seen = new HashSet<String>();
        EveryBag.all().forEach(made -> seen.add(made.version() + (made.isGood() ? " good" : " broken")));

        assertThat(seen).hasSize(2 * EveryBag.VERSIONS.size());
    }

    @Test
    void a_file_to_fetch_is_not_fetched() throws IOException {
        var requests = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        });
        server.start();
        try {
            var bag = plain();
            var letter = bag.resolve("data/letter.txt");
            Files.delete(letter);
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/letter.txt";
            Files.writeString(bag.resolve("fetch.txt"), url + " 9 data/letter.txt\n");

            var run = validate(bag.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("data/letter.txt");
            assertThat(letter).doesNotExist();
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_is_no_directory_is_no_valid_bag() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "x");

        for (var path : List.of(file, directory.resolve("nowhere"))) {
            var run = validate(path.toString());
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains(path + " is no directory");
        }
    }

    @Test
    void a_command_without_a_bag_is_a_wrong_one() {
        assertThat(validate().exit()).isEqualTo(2);
    }

    @Test
    @Tag("slow")
    void a_process_of_its_own_leaves_with_the_same_codes() throws Exception {
        var bag = plain();
        var arguments = List.of("validate", bag.toString());

        var good = CommandRun.of(directory, arguments, Map.of());
        Files.writeString(bag.resolve("data/letter.txt"), "Dear none\n");
        var broken = CommandRun.of(directory, arguments, Map.of());

        assertThat(good).isEqualTo(new CommandRun(0, bag + " is a valid bag" + System.lineSeparator(), ""));
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).contains("data/letter.txt");
    }

    private Path plain() {
        return EveryBag.all()
                .filter(made -> made.isGood() && made.version().equals("1.0"))
                .findFirst()
                .orElseThrow()
                .at(directory.resolve("bag"));
    }

    private static Run validate(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = new CommandLine(new ValidateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    /** Every path with its time and bytes. */
    private Map<Path, String> contents() throws IOException {
        var contents = new HashMap<Path, String>();
        try (var all = Files.walk(directory)) {
            for (var path : all.toList()) {
                var bytes = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        ? HexFormat.of().formatHex(Files.readAllBytes(path))
                        : "";
                contents.put(path, Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) + " " + bytes);
            }
        }
        return contents;
    }
}
