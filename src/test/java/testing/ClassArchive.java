package testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import storage.RemoveTree;

/**
 * The product's classes as the virtual machine holds them, kept for the many processes of the long suites: each begins with them
 * instead of reading and checking 15,000 classes. Made once for each build, by a service that takes the example through, and only
 * where the system property {@code muniment.test.archive} is {@code true}. A machine that can't use it starts without.
 */
final class ClassArchive {

    private static final Path PLACE = Path.of("target/test-archive").toAbsolutePath();
    private static final PackedClasses PRODUCT =
            new PackedClasses(Path.of("target/classes"), PLACE.resolve("product.jar"));
    private static final PackedClasses TESTS =
            new PackedClasses(Path.of("target/test-classes"), PLACE.resolve("tests.jar"));
    private static final Path ARCHIVE = PLACE.resolve("product.jsa");
    private static final boolean WANTED = Boolean.getBoolean("muniment.test.archive");

    private static boolean made;

    private ClassArchive() {}

    /** All classes; with an archive ours are in jars, for of directories it holds nothing, and those of the tests come last. */
    static String classPath() {
        if (!WANTED) {
            return everything();
        }
        make();
        return productAndLibraries() + File.pathSeparator + TESTS.jar();
    }

    private static String everything() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String productAndLibraries() {
        var libraries = Stream.of(everything().split(File.pathSeparator, -1)).filter(part -> part.endsWith(".jar"));
        return Stream.concat(Stream.of(PRODUCT.jar().toString()), libraries)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What a virtual machine with {@link #classPath} begins with. */
    static List<String> options() {
        if (!WANTED) {
            return List.of();
        }
        make();
        return use(ARCHIVE);
    }

    /** Of one whose class path begins with another jar: it makes an archive of its own when it ends, or uses it once it is there. */
    static List<String> optionsBehind(Path jar) {
        if (!WANTED) {
            return List.of();
        }
        var archive = jar.resolveSibling(jar.getFileName() + ".jsa");
        return Files.exists(archive) ? use(archive) : keep(archive);
    }

    private static List<String> use(Path archive) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
    }

    private static List<String> keep(Path archive) {
        return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    private static synchronized void make() {
        if (made) {
            return;
        }
        try {
            Files.createDirectories(PLACE);
            // Test processes run beside each other, and the first makes it for all.
            try (var lock = FileChannel.open(
                            PLACE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                if (!held.isValid()) {
                    throw new IOException("lost the lock on " + PLACE);
                }
                if (TESTS.isStale()) {
                    TESTS.pack();
                }
                if (PRODUCT.isStale() || !Files.exists(ARCHIVE)) {
                    PRODUCT.pack();
                    record();
                }
            }
            made = true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void record() throws IOException {
        var data = Files.createTempDirectory("archive");
        var left = PLACE.resolve("product.jsa.part");
        Files.deleteIfExists(left);
        LentServer.to(data);
        var words = OwnJvm.words(productAndLibraries(), "app.Main", keep(left).stream());
        words.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
        try {
            Training.run(words, PLACE.resolve("log"));
            Files.move(left, ARCHIVE, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            RemoveTree.at(data);
        }
    }
}
