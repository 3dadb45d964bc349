package app;

import http.packages.Download;
import http.packages.StoredPackages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import packaging.aip.AipForm;
import packaging.aip.AipReader;
import packaging.aip.TarPacker;
import storage.AipStore;
import storage.StoredAip;

/** What clients may take out of the store. Places are found by the AIP's UUID alone, never by what a client says. */
record PackagesInStore(AipStore store) implements StoredPackages {

    private static final String METS_TYPE = "application/xml";

    /** Ends reading an AIP once the METS file has been written. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public Optional<Download> aip(UUID aip) throws IOException {
        var found = store.probe(aip).filter(PackagesInStore::isOurs);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var path = found.get().path();
        var name = path.getFileName().toString();
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            var time = Files.getLastModifiedTime(path).toInstant();
            var packer = new TarPacker(AipForm.UNCOMPRESSED, 0, time);
            return Optional.of(new Download(
                    name + ".tar", "application/x-tar", new Download.Written(out -> packer.write(path, out))));
        }
        return Optional.of(new Download(name, type(name), new Download.WholeFile(path, Files.size(path))));
    }

    @Override
    public Optional<Download> mets(UUID aip) throws IOException {
        var found = store.probe(aip).filter(PackagesInStore::isOurs);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var name = "METS." + aip + ".xml";
        var inside = FilePath.of("data").resolve(FilePath.of(name));
        var path = found.get().path();
        var file = path.resolve("data").resolve(name);
        var content = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? new Download.WholeFile(file, Files.size(file))
                : new Download.Written(out -> unpack(path, inside, out));
        return Optional.of(new Download(name, METS_TYPE, content));
    }

    private static boolean isOurs(StoredAip aip) {
        return !Files.isSymbolicLink(aip.path());
    }

    private static String type(String name) {
        return switch (AipForm.ofName(name)) {
            case TAR_ZSTD -> "application/zstd";
            case TAR_GZIP -> "application/gzip";
            case SEVEN_ZIP -> "application/x-7z-compressed";
            case UNCOMPRESSED -> "application/octet-stream";
        };
    }

    private static void unpack(Path aip, FilePath wanted, OutputStream out) throws IOException {
        try {
            AipReader.read(aip, new AipReader.Visitor() {
                @Override
                public void directory(FilePath path) {
                    // Only one file is looked for.
                }

                @Override
                public void file(FilePath path, InputStream bytes) throws IOException {
                    if (path.equals(wanted)) {
                        bytes.transferTo(out);
                        throw new Enough();
                    }
                }
            });
        } catch (Enough written) {
            return;
        }
        throw new IOException(aip + ": has no " + wanted.display());
    }
}
