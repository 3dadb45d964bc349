package storage;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import model.TransferId;

/**
 * What lies beside a stored AIP and anchors the journal outside of it. The two last components are there once the transfer
 * has ended.
 *
 * @param location an absolute URI
 * @param size of the AIP in bytes
 * @param sha256 of the package file, or of the tag manifest of an AIP that is a directory
 * @param chainHeadAtStoring the head of the transfer's event chain when the AIP was stored
 * @param finalChainHead the head after the transfer's last event
 */
public record Receipt(
        UUID aip,
        TransferId transfer,
        String location,
        long size,
        String sha256,
        Instant storedAt,
        String chainHeadAtStoring,
        Optional<Instant> endedAt,
        Optional<String> finalChainHead) {

    public Receipt ended(Instant at, String chainHead) {
        return new Receipt(
                aip,
                transfer,
                location,
                size,
                sha256,
                storedAt,
                chainHeadAtStoring,
                Optional.of(at),
                Optional.of(chainHead));
    }

    /** Whether both are about the same bytes of the same transfer. */
    boolean agreesWith(Receipt other) {
        return aip.equals(other.aip)
                && transfer.equals(other.transfer)
                && location.equals(other.location)
                && size == other.size
                && sha256.equals(other.sha256);
    }
}
