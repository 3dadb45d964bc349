package packaging.aip;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import model.FilePath;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import packaging.bagit.BagTree;

/** Reads an AIP in any of its forms from beginning to end, unpacking into memory piece by piece; it writes nothing. */
public final class AipReader {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SEVEN_ZIP_MEMORY_KIB_MAX = 256 * 1024;

    /** Is given what the AIP holds, by the path within the bag. */
    public interface Visitor {
        void directory(FilePath path) throws IOException;

        /** The stream ends where the file ends and need not be closed. */
        void file(FilePath path, InputStream bytes) throws IOException;
    }

    private AipReader() {}

    /** Reads the AIP in the form that its name shows. */
    public static void read(Path aip, Visitor visitor) throws IOException {
        var form = AipForm.ofName(aip.getFileName().toString());
        switch (form) {
            case UNCOMPRESSED -> readDirectory(aip, visitor);
            case TAR_ZSTD, TAR_GZIP -> readTar(aip, form, visitor);
            case SEVEN_ZIP -> readSevenZip(aip, visitor);
        }
    }

    private static void readDirectory(Path aip, Visitor visitor) throws IOException {
        BagTree.walk(aip, (path, file, attributes) -> {
            if (attributes.isDirectory()) {
                visitor.directory(path);
            } else if (attributes.isRegularFile()) {
                try (var in = Files.newInputStream(file)) {
                    visitor.file(path, in);
                }
            } else {
                throw new IOException(path.display() + ": is neither a file nor a directory");
            }
        });
    }

    private static void readTar(Path aip, AipForm form, Visitor visitor) throws IOException {
        var top = topName(aip, form);
        try (var in = new BufferedInputStream(Files.newInputStream(aip), BUFFER_BYTES);
                var plain = form == AipForm.TAR_GZIP ? new GZIPInputStream(in, BUFFER_BYTES) : new ZstdInputStream(in);
                var tar = new TarArchiveInputStream(plain, "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                boolean plainFile = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
                if (!plainFile && !entry.isDirectory()) {
                    throw new IOException(entry.getName() + ": is neither a file nor a directory");
                }
                visit(visitor, top, entry.getName(), entry.isDirectory(), tar);
            }
        }
    }

    private static void readSevenZip(Path aip, Visitor visitor) throws IOException {
        var top = topName(aip, AipForm.SEVEN_ZIP);
        try (var archive = SevenZFile.builder()
                .setPath(aip)
                .setMaxMemoryLimitKiB(SEVEN_ZIP_MEMORY_KIB_MAX)
                .get()) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                visit(visitor, top, entry.getName(), entry.isDirectory(), archive.getInputStream(entry));
            }
        }
    }

    private static void visit(Visitor visitor, FilePath top, String name, boolean isDirectory, InputStream bytes)
            throws IOException {
        var path = path(name);
        if (path.equals(top) && isDirectory) {
            return;
        }
        if (!path.encoded().startsWith(top.encoded() + "/")) {
            throw new IOException(name + ": lies outside of the AIP's top directory " + top.display());
        }
        var below = path.relativeTo(top);
        if (isDirectory) {
            visitor.directory(below);
        } else {
            visitor.file(below, bytes);
        }
    }

    private static FilePath path(String name) throws IOException {
        try {
            return FilePath.of(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
        } catch (IllegalArgumentException outside) {
            throw new IOException(name + ": is no path inside the AIP", outside);
        }
    }

    private static FilePath topName(Path aip, AipForm form) {
        var name = aip.getFileName().toString();
        return FilePath.of(name.substring(0, name.length() - form.extension().length()));
    }
}
