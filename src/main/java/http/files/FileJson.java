package http.files;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import http.exchange.PathJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import model.DatedFinding;
import model.FileFacts;
import model.Format;
import views.FileRow;

/** A file of a transfer at a glance, as the API gives it. */
record FileJson(
        UUID id,
        String kind,
        PathJson received,
        PathJson path,
        String use,
        long size,
        Optional<Instant> modified,
        Map<String, String> checksums,
        Optional<Format> format,
        boolean removed,
        int findings) {

    static FileJson of(FileRow row) {
        return of(row.facts(), row.findings());
    }

    private static FileJson of(FileFacts facts, int findings) {
        var checksums = new TreeMap<String, String>();
        facts.checksums().forEach((algorithm, value) -> checksums.put(algorithm.label(), value));
        return new FileJson(
                facts.id(),
                facts.kind().name().toLowerCase(Locale.ROOT),
                PathJson.of(facts.originalPath()),
                PathJson.of(facts.path()),
                facts.use().label(),
                facts.size(),
                facts.modified(),
                checksums,
                facts.format(),
                facts.removed(),
                findings);
    }

    /**
     * A file with everything that was found about it.
     *
     * @param history oldest first
     */
    record Full(@JsonUnwrapped FileJson file, List<DatedFinding> history) {

        static Full of(FileFacts facts) {
            return new Full(FileJson.of(facts, facts.findings().size()), facts.findings());
        }
    }
}
