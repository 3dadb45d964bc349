package model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fact that a task established about a file or about the package. Findings are stored in the journal for ever: add new
 * kinds and new optional components; never rename, remove or reinterpret one. When it happened is the time of the task.
 */
public sealed interface Finding {

    /**
     * The entry was seen in the source; it enters the file register.
     *
     * @param originalPath as received, relative to the transfer's top
     * @param path where it stands now; the same as {@code originalPath} at first
     * @param size in bytes; 0 for a directory
     */
    record Listed(
            EntryKind kind, FilePath originalPath, FilePath path, FileUse use, long size, Optional<Instant> modified)
            implements Finding {}

    /** The file's bytes are in the work area. {@code physicalPath} is relative to it. */
    record Received(FilePath physicalPath, long size, Instant modified, Map<ChecksumAlgorithm, String> checksums)
            implements Finding {}

    /** The file has its UUID in this transfer. PREMIS: ingestion, and registration where there is an accession number. */
    record IdentifierAssigned(Optional<String> accessionNumber) implements Finding {}

    /** PREMIS: message digest calculation. */
    record ChecksumsAssigned(long size, Map<ChecksumAlgorithm, String> checksums) implements Finding {}

    /** Compared with digests that came with the transfer. {@code lists} names those lists. PREMIS: fixity check. */
    record FixityChecked(Verdict verdict, List<String> lists, String detail) implements Finding {}

    /**
     * PREMIS: virus check.
     *
     * @param signature what was found; empty when nothing was
     */
    record VirusScanned(Verdict verdict, String signature, String detail) implements Finding {}

    /** The file's logical path is another now. {@code CLEANED} is a PREMIS filename change, the others are moves. */
    record PathChanged(FilePath from, FilePath to, Reason reason) implements Finding {
        public enum Reason {
            RESTRUCTURED,
            CLEANED,
            MOVED_INTO_SIP
        }
    }

    /** What the file is for is something else now. */
    record UseChanged(FileUse use) implements Finding {}

    /** The file is no longer part of the package. PREMIS: file removed. */
    record Removed(String reason) implements Finding {}

    /** PREMIS: format identification. An empty format is "unidentified", which is a result. */
    record FormatIdentified(Optional<Format> format, String warning) implements Finding {}

    /**
     * A tool described the file. {@code output} is XML for objectCharacteristicsExtension; it is empty when the verdict
     * is not {@code PASS}.
     */
    record Characterized(Verdict verdict, Optional<ToolId> tool, StoredText output, String detail) implements Finding {}

    /**
     * The file was compared with its format's specification. PREMIS: validation.
     *
     * @param profile what it was validated as, such as {@code PDF/A-1b}; empty when the tool does not say
     * @param messages the first of the tool's messages, bounded by the action
     */
    record Validated(Verdict verdict, Optional<ToolId> tool, String profile, List<String> messages)
            implements Finding {}

    /** About the package: it was packed. PREMIS (pointer file): compression. */
    record Packed(String algorithm, String detail) implements Finding {}

    /** About the package: what is to be stored was read again and agrees with the journal. PREMIS: fixity check. */
    record PackageVerified(Verdict verdict, String detail) implements Finding {}

    /**
     * About the package: the AIP is in the store.
     *
     * @param location an absolute URI
     * @param size of the AIP in bytes
     * @param sha256 of the package file, or of the tag manifest of an AIP that is a directory
     */
    record AipStored(String location, long size, String sha256) implements Finding {}
}
