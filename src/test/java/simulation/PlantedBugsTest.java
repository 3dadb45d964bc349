package simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the simulation finds bugs. Method: each patch plants one in a copy of the sources that it names; the simulation runs
 * on that, knows nothing of it, and must see some promise broken. A patch that does not apply any more fails its test. Where the hunt is long, the patch
 * says which seed found it last, and that one is looked at first.
 */
@Tag("slow")
class PlantedBugsTest {

    private static final Path PATCHES = Path.of("src/test/resources/planted");
    private static final int SEEDS_MAX = 20_000;
    private static final Pattern SEEN_LAST = Pattern.compile("Found last by seed (\\d+)[.]");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static final ClassLoader LIBRARIES =
            new URLClassLoader(urls(Files::isRegularFile).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());

    @TempDir
    Path scratch;

    static List<String> patches() throws IOException {
        try (var files = Files.list(PATCHES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("patches")
    void the_planted_bug_is_found(String patch) throws Exception {
        var file = PATCHES.resolve(patch).toAbsolutePath();
        var sources = copyOfWhatIsNamed(file);
        assertThat(run(scratch, List.of("git", "apply", "--whitespace=nowarn", file.toString())))
                .as("applying " + patch)
                .isEmpty();
        var classes = compile(sources);

        var found = hunt(classes, seenLast(file));

        System.err.println("planted " + patch + ": seed and check " + found);
        assertThat(found).as("seed and check that found " + patch).matches("\\d+ \\w+");
    }

    private static long seenLast(Path patch) throws IOException {
        var said = SEEN_LAST.matcher(Files.readString(patch));
        return said.find() ? Long.parseLong(said.group(1)) : 1;
    }

    private List<Path> copyOfWhatIsNamed(Path patch) throws IOException {
        var sources = new ArrayList<Path>();
        for (var line : Files.readAllLines(patch)) {
            if (line.startsWith("+++ b/")) {
                var name = line.substring("+++ b/".length()).strip();
                var copy = scratch.resolve(name);
                Files.createDirectories(copy.getParent());
                sources.add(Files.copy(Path.of(name), copy));
            }
        }
        return sources;
    }

    private Path compile(List<Path> sources) throws IOException {
        var classes = Files.createDirectories(scratch.resolve("classes"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var options = List.of("-proc:none", "-parameters", "-d", classes.toString(), "-cp", CLASS_PATH);
            var done = compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
            assertThat(done.call()).as("compiling " + sources).isTrue();
        }
        return classes;
    }

    /** Its own classes anew, those of the patch before all others; libraries are the same for all. */
    private static String hunt(Path changed, long likely) throws Exception {
        var own = new ArrayList<>(List.of(url(changed)));
        own.addAll(urls(Files::isDirectory));
        try (var loader = new URLClassLoader(own.toArray(URL[]::new), LIBRARIES)) {
            var simulate = loader.loadClass(Simulate.class.getName()).getMethod("hunt", long.class, long.class);
            return (String) simulate.invoke(null, (long) SEEDS_MAX, likely);
        }
    }

    private static List<URL> urls(Predicate<Path> which) {
        return Stream.of(CLASS_PATH.split(File.pathSeparator))
                .map(Path::of)
                .filter(which)
                .map(PlantedBugsTest::url)
                .toList();
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Everything that it printed. */
    private static String run(Path in, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        try (var out = process.getInputStream()) {
            var said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }
    }

    /** Held here, so that a folder that was moved does not make the test empty. */
    static Stream<String> wanted() {
        return Stream.of(
                "no-epoch",
                "acknowledge-before-store",
                "hand-out-after-send",
                "attach-time-out",
                "wall-clock-lease",
                "lost-wake-up",
                "doubled-outcome",
                "missing-sync");
    }

    @ParameterizedTest
    @MethodSource("wanted")
    void each_wanted_bug_is_planted(String name) throws IOException {
        assertThat(patches()).anyMatch(patch -> patch.contains(name));
    }
}
