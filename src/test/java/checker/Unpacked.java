package checker;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A packed AIP, unpacked into a temporary directory that goes when this is closed. */
record Unpacked(Path directory, Path top) implements AutoCloseable {

    static Unpacked of(Path file, Problems problems) throws IOException {
        var directory = Files.createTempDirectory("aip-check");
        try {
            var name = file.getFileName().toString();
            if (name.endsWith(".7z")) {
                unpackSevenZip(file, directory);
            } else {
                try (var in = open(file, name)) {
                    unpackTar(in, directory, problems);
                }
            }
            return new Unpacked(directory, onlyTop(directory, name, problems));
        } catch (IOException | RuntimeException failure) {
            remove(directory);
            throw failure;
        }
    }

    private static InputStream open(Path file, String name) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        if (name.endsWith(".tar.zst")) {
            return new ZstdInputStream(in).setContinuous(false);
        }
        if (name.endsWith(".tar.gz")) {
            return new GZIPInputStream(in);
        }
        if (name.endsWith(".tar")) {
            return in;
        }
        in.close();
        throw new IOException(name + " is neither a directory nor .tar, .tar.gz, .tar.zst or .7z");
    }

    private static void unpackTar(InputStream in, Path directory, Problems problems) throws IOException {
        try (var tar = new TarArchiveInputStream(in, "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory()) {
                    Files.createDirectories(inside(directory, entry.getName()));
                } else if (entry.isFile()) {
                    write(tar, inside(directory, entry.getName()));
                } else {
                    problems.add(entry.getName() + " in the package is a link or a special file.");
                }
            }
        }
    }

    private static void unpackSevenZip(Path file, Path directory) throws IOException {
        try (var archive = SevenZFile.builder().setPath(file).get()) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isDirectory()) {
                    Files.createDirectories(inside(directory, entry.getName()));
                } else {
                    write(archive.getInputStream(entry), inside(directory, entry.getName()));
                }
            }
        }
    }

    private static Path inside(Path directory, String name) throws IOException {
        var path = directory.resolve(name).normalize();
        if (!path.startsWith(directory)) {
            throw new IOException("the package writes outside: " + name);
        }
        return path;
    }

    private static void write(InputStream in, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
    }

    private static Path onlyTop(Path directory, String name, Problems problems) throws IOException {
        try (var entries = Files.list(directory)) {
            var tops = entries.toList();
            problems.addUnless(tops.size() == 1, "The package has " + tops.size() + " entries at its top, not one.");
            if (tops.isEmpty()) {
                throw new IOException(name + " is empty");
            }
            var top = tops.get(0);
            problems.addUnless(
                    name.startsWith(top.getFileName() + "."),
                    "The package " + name + " holds a directory of another name, " + top.getFileName() + ".");
            return top;
        }
    }

    @Override
    public void close() throws IOException {
        remove(directory);
    }

    private static void remove(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
