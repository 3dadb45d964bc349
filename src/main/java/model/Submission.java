package model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person handed in, and everything that was fixed for the transfer at that moment.
 *
 * @param sip the SIP's UUID, which becomes the AIP's
 * @param type the Archivematica transfer type; only {@code standard} so far
 * @param source an absolute {@code file:} URI, bytes percent-encoded
 * @param sourceName what a person called it: {@code papers:2026/box-1}
 * @param workflow the workflow's name
 * @param workflowDigest SHA-256 of the workflow's text, which is kept
 * @param configuration the processing configuration's name
 * @param choices answers given beforehand: step name to option name
 * @param parameters values for the workflow's parameters, over its defaults
 */
public record Submission(
        UUID sip,
        String name,
        String type,
        Optional<String> accessionNumber,
        String source,
        String sourceName,
        String submittedBy,
        Instant submittedAt,
        String workflow,
        String workflowDigest,
        String configuration,
        Map<String, String> choices,
        Map<String, Object> parameters) {}
