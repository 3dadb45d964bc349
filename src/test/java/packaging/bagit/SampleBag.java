package packaging.bagit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A small bag on disk, written without any product class, to be good or to be spoilt. Tag files are written with right
 * digests by {@link #seal}, so that a row can spoil one thing and nothing else.
 */
final class SampleBag {

    static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512", "sha224", "SHA-224");

    final Path root;
    final String version;
    Charset encoding = StandardCharsets.UTF_8;
    List<String> algorithms = new ArrayList<>(List.of("sha256"));

    /** With two payload files and bag metadata; not sealed yet. */
    SampleBag(Path root, String version) {
        this.root = root;
        this.version = version;
        write("bagit.txt", "BagIt-Version: " + version + "\nTag-File-Character-Encoding: UTF-8\n");
        write("data/letter.txt", "Dear all\n");
        write("data/photos/one.jpg", "not really a photo");
        write(info(), "Contact-Name: A. Person\nPayload-Oxum: 27.2\n");
    }

    String info() {
        return version.compareTo("0.96") < 0 ? "package-info.txt" : "bag-info.txt";
    }

    SampleBag algorithms(String... names) {
        algorithms = List.of(names);
        return this;
    }

    SampleBag encoding(String name) {
        encoding = Charset.forName(name);
        write("bagit.txt", "BagIt-Version: " + version + "\nTag-File-Character-Encoding: " + name + "\n");
        return this;
    }

    SampleBag write(String path, String text) {
        boolean isDeclared = path.equals("bagit.txt") || path.startsWith("data/");
        return write(path, text.getBytes(isDeclared ? StandardCharsets.UTF_8 : encoding));
    }

    SampleBag write(String path, byte[] bytes) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    SampleBag append(String path, String text) {
        return write(path, read(path) + text);
    }

    SampleBag replace(String path, String old, String text) {
        var content = read(path);
        if (!content.contains(old)) {
            throw new IllegalStateException(path + " has no " + old);
        }
        return write(path, content.replace(old, text));
    }

    SampleBag delete(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    SampleBag link(String path, Path target) {
        try {
            Files.createSymbolicLink(root.resolve(path), target);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String read(String path) {
        try {
            return new String(Files.readAllBytes(root.resolve(path)), encoding);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the manifests and tag manifests as they should be for what is there now. */
    SampleBag seal() {
        sealPayload();
        return sealTags();
    }

    SampleBag sealPayload() {
        for (var algorithm : algorithms) {
            write("manifest-" + algorithm + ".txt", lines(algorithm, true));
        }
        return this;
    }

    SampleBag sealTags() {
        for (var algorithm : algorithms) {
            write("tagmanifest-" + algorithm + ".txt", lines(algorithm, false));
        }
        return this;
    }

    String line(String algorithm, String path) {
        return digest(algorithm, root.resolve(path)) + "  " + path + "\n";
    }

    private String lines(String algorithm, boolean payload) {
        try (var files = Files.walk(root)) {
            var listed = new TreeMap<String, Path>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> listed.put(root.relativize(file).toString(), file));
            return listed.entrySet().stream()
                    .filter(file -> file.getKey().startsWith("data/") == payload)
                    .filter(file -> !file.getKey().startsWith("tagmanifest-"))
                    .map(file -> digest(algorithm, file.getValue()) + "  " + escaped(file.getKey()) + "\n")
                    .collect(Collectors.joining());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String escaped(String name) {
        return version.equals("1.0")
                ? name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
                : name;
    }

    static String digest(String algorithm, Path file) {
        try {
            var digest = MessageDigest.getInstance(ALGORITHMS.get(algorithm));
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
