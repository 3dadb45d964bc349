package testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The product's classes as the virtual machine holds them, kept for the many processes of the long suites: each begins with them
 * instead of reading and checking 15,000 classes. Made once for each build, by running the product on the example transfer, and only
 * where the system property {@code muniment.test.archive} is {@code true}. A machine that can't use it starts without.
 */
final class ClassArchive {

    private static final Path PLACE = Path.of("target/test-archive");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path JAR = PLACE.resolve("product.jar");
    private static final Path ARCHIVE = PLACE.resolve("product.jsa");
    private static final boolean WANTED = Boolean.getBoolean("muniment.test.archive");

    private ClassArchive() {}

    /** All classes; with an archive the product's as a jar, and jars before directories, which an archive can't hold. */
    static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        if (!WANTED) {
            return all;
        }
        var parts = Arrays.asList(all.split(File.pathSeparator));
        var product = CLASSES.toAbsolutePath().toString();
        var jars = parts.stream().filter(part -> part.endsWith(".jar"));
        var directories = parts.stream().filter(part -> !part.endsWith(".jar") && !part.equals(product));
        return String.join(
                File.pathSeparator,
                Stream.concat(Stream.concat(Stream.of(JAR.toAbsolutePath().toString()), jars), directories)
                        .toList());
    }

    /** Of a virtual machine with that class path. */
    static List<String> options(String classPath) {
        if (!WANTED || !classPath.startsWith(JAR.toAbsolutePath().toString())) {
            return List.of();
        }
        make(classPath);
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath(), "-Xshare:auto");
    }

    private static synchronized void make(String classPath) {
        try {
            Files.createDirectories(PLACE);
            // Test processes run beside each other, and the first makes it for all.
            try (var lock = FileChannel.open(
                            PLACE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                if (held.isValid() && isStale()) {
                    pack();
                    record(classPath);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isStale() throws IOException {
        if (!Files.exists(ARCHIVE)) {
            return true;
        }
        var made = Files.getLastModifiedTime(JAR);
        try (var files = Files.walk(CLASSES)) {
            return files.anyMatch(file -> isNewer(file, made));
        }
    }

    private static boolean isNewer(Path file, FileTime than) {
        try {
            return Files.getLastModifiedTime(file).compareTo(than) > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void pack() {
        var jar = ToolProvider.findFirst("jar").orElseThrow();
        int exit = jar.run(
                System.out, System.err, "--create", "--no-compress", "--file=" + JAR, "-C", CLASSES.toString(), ".");
        if (exit != 0) {
            throw new IllegalStateException("no jar was made of " + CLASSES);
        }
    }

    private static void record(String classPath) throws IOException {
        var data = Files.createTempDirectory("archive");
        var left = PLACE.resolve("product.jsa.part");
        Files.deleteIfExists(left);
        var words = OwnJvm.words(
                classPath,
                "app.Main",
                Stream.of("-XX:ArchiveClassesAtExit=" + left, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        words.addAll(List.of("process", "examples/first-transfer", "--data", data.toString()));
        var log = PLACE.resolve("log");
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0 || !Files.exists(left)) {
                throw new IllegalStateException("no archive of classes was made: " + Files.readString(log));
            }
            Files.move(left, ARCHIVE, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}
