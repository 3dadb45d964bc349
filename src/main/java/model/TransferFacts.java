package model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a transfer as a whole when one of its jobs runs.
 *
 * @param sip the SIP's UUID, which becomes the AIP's
 * @param name given by the submitter; text for people, no path
 * @param type the Archivematica transfer type, such as {@code standard}
 * @param source an absolute {@code file:} URI of the directory being transferred, bytes percent-encoded
 * @param submittedBy the person's or program's name
 * @param choices what was picked at each choice point so far: step name to option name
 * @param products what earlier steps made, newest last where a role appears twice
 * @param packageFindings findings of package-scope tasks so far, oldest first
 * @param chainHead the head of the transfer's event chain when the job was opened, in hexadecimal
 */
public record TransferFacts(
        TransferId id,
        UUID sip,
        String name,
        String type,
        Optional<String> accessionNumber,
        String source,
        String submittedBy,
        Instant submittedAt,
        Map<String, String> choices,
        List<Product> products,
        List<DatedFinding> packageFindings,
        String chainHead) {

    public Optional<Product> product(String role) {
        return products.stream().filter(product -> product.role().equals(role)).reduce((older, newer) -> newer);
    }
}
