package views;

import java.time.Instant;
import java.util.Optional;
import model.Failure;
import model.TransferId;
import model.TransferStatus;

/**
 * One transfer at a glance.
 *
 * @param type the Archivematica transfer type
 * @param current empty before the first step
 * @param files that are part of the package now
 * @param bytes their sizes together
 * @param startedAt when its first job was opened
 * @param priority from 0 to 100; the higher is served first
 * @param failure why it failed; empty when it did not
 * @param aip empty until it is stored
 */
public record TransferRow(
        TransferId id,
        String name,
        String type,
        TransferStatus status,
        Optional<CurrentStep> current,
        long files,
        long bytes,
        Instant submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String submittedBy,
        String configuration,
        Optional<String> accession,
        int priority,
        Optional<Failure> failure,
        Optional<StoredAip> aip) {}
