package tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import uk.gov.nationalarchives.droid.container.AbstractContainerIdentifier;
import uk.gov.nationalarchives.droid.container.AbstractIdentifierEngine;
import uk.gov.nationalarchives.droid.container.ContainerSignatureFileReader;
import uk.gov.nationalarchives.droid.container.ole2.Ole2Identifier;
import uk.gov.nationalarchives.droid.container.ole2.Ole2IdentifierEngine;
import uk.gov.nationalarchives.droid.container.zip.ZipIdentifier;
import uk.gov.nationalarchives.droid.container.zip.ZipIdentifierEngine;
import uk.gov.nationalarchives.droid.core.BinarySignatureIdentifier;
import uk.gov.nationalarchives.droid.core.SignatureParseException;
import uk.gov.nationalarchives.droid.core.interfaces.archive.ArchiveFormatResolverImpl;
import uk.gov.nationalarchives.droid.core.interfaces.archive.ContainerIdentifierFactoryImpl;
import uk.gov.nationalarchives.droid.core.interfaces.archive.IdentificationRequestFactory;
import uk.gov.nationalarchives.droid.core.interfaces.signature.SignatureFileException;
import uk.gov.nationalarchives.droid.core.signature.FileFormat;

/**
 * DROID with a pair of signature files compiled into it: some seconds of work and some tens of megabytes. Read-only after
 * loading, so threads may share it. It does not choose the files.
 */
record LoadedSignatures(
        BinarySignatureIdentifier binary,
        AbstractContainerIdentifier zip,
        AbstractContainerIdentifier ole2,
        SignatureFile binaryFile,
        SignatureFile containerFile) {

    /**
     * How far DROID looks from either end of a file, in bytes. Without a bound one signature with a wildcard makes it read
     * a whole disk image; DROID's own 64 KiB misses the PDF/A claim in the metadata of ordinary PDF files.
     */
    static final long BYTES_SCANNED = 4L << 20;

    /** Loads both files completely; a broken one is an {@link IOException} with DROID's reason. */
    static LoadedSignatures load(SignatureFile binaryFile, SignatureFile containerFile) throws IOException {
        var directory = Files.createTempDirectory("muniment-signatures");
        try {
            return JdkXml.call(() -> load(binaryFile, containerFile, directory));
        } catch (IOException unreadable) {
            throw unreadable;
        } catch (Exception broken) {
            throw new IOException(reason(broken), broken);
        } finally {
            delete(directory, binaryFile, containerFile);
        }
    }

    private static LoadedSignatures load(SignatureFile binaryFile, SignatureFile containerFile, Path directory)
            throws IOException, SignatureParseException, SignatureFileException {
        var binary = binary(copy(binaryFile, directory));
        // The reader keeps what it parsed, so one reader serves both kinds of container.
        var reader = new ContainerSignatureFileReader(copy(containerFile, directory));
        var zip = container(new ZipIdentifier(), "ZIP", new ZipIdentifierEngine(), reader, binary);
        var ole2 = container(new Ole2Identifier(), "OLE2", new Ole2IdentifierEngine(), reader, binary);
        return new LoadedSignatures(binary, zip, ole2, binaryFile, containerFile);
    }

    /** True when a file of this kind was read and there was nothing in it. */
    boolean isEmpty(SignatureFile.Kind kind) {
        return kind == SignatureFile.Kind.BINARY
                ? binary.getSigFile().getSignatures().isEmpty()
                : zip.getContainerSignatures().isEmpty()
                        && ole2.getContainerSignatures().isEmpty();
    }

    /** The format with this PUID; empty when the binary signature file is older than it. */
    Optional<FileFormat> format(String puid) {
        return Optional.ofNullable(binary.getSigFile().getFileFormat(puid));
    }

    private static BinarySignatureIdentifier binary(Path file) throws SignatureParseException {
        var identifier = new BinarySignatureIdentifier();
        identifier.setSignatureFile(file.toString());
        identifier.init();
        identifier.setMaxBytesToScan(BYTES_SCANNED);
        return identifier;
    }

    private static AbstractContainerIdentifier container(
            AbstractContainerIdentifier identifier,
            String type,
            AbstractIdentifierEngine engine,
            ContainerSignatureFileReader reader,
            BinarySignatureIdentifier binary)
            throws SignatureFileException {
        engine.setRequestFactory((IdentificationRequestFactory<InputStream>) (about, member) -> new BoundedEntry());
        // Without its type an identifier takes no signature at all, and silently finds nothing.
        identifier.setContainerType(type);
        identifier.setContainerIdentifierFactory(new ContainerIdentifierFactoryImpl());
        identifier.setContainerFormatResolver(new ArchiveFormatResolverImpl());
        identifier.setDroidCore(binary);
        identifier.setIdentifierEngine(engine);
        identifier.setSignatureReader(reader);
        identifier.setMaxBytesToScan(BYTES_SCANNED);
        identifier.init();
        return identifier;
    }

    // DROID reads its files by path only, and the shipped ones are inside a jar.
    private static Path copy(SignatureFile file, Path directory) throws IOException {
        var copy = directory.resolve(file.fileName());
        try (var in = file.open()) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private static void delete(Path directory, SignatureFile... files) throws IOException {
        for (var file : files) {
            Files.deleteIfExists(directory.resolve(file.fileName()));
        }
        Files.deleteIfExists(directory);
    }

    private static String reason(Throwable broken) {
        var deepest = broken;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }
}
