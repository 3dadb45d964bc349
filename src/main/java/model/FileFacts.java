package model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the file register knows of one entry, as a task is given it.
 *
 * @param id version-5 UUID of transfer and original path: the same whenever it is made
 * @param originalPath as received, relative to the transfer's top
 * @param path where it stands in the package now (the logical path)
 * @param physicalPath where its bytes are, relative to the work area; empty before they are received and for directories
 * @param size in bytes
 * @param checksums in hexadecimal, by algorithm
 * @param findings oldest first; given only to steps that ask for the whole history, else empty
 */
public record FileFacts(
        UUID id,
        EntryKind kind,
        FilePath originalPath,
        FilePath path,
        FileUse use,
        Optional<FilePath> physicalPath,
        long size,
        Optional<Instant> modified,
        Map<ChecksumAlgorithm, String> checksums,
        Optional<Format> format,
        boolean removed,
        List<DatedFinding> findings) {}
