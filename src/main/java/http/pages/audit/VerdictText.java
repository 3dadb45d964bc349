package http.pages.audit;

import audit.Discrepancy;
import audit.Report;
import audit.Verification;
import http.pages.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a verification came to, for a person.
 *
 * @param clean whether everything was compared and agrees
 * @param sentence what was compared, and whether it agrees
 * @param more how many things do not agree besides those listed
 */
public record VerdictText(
        boolean clean,
        String sentence,
        String compared,
        List<Discrepancy> discrepancies,
        long more,
        String by,
        Instant at) {

    private static final int SHOWN = 50;

    static VerdictText of(Verification over, Texts texts) {
        var outcome = over.outcome().orElseThrow();
        var found = Stream.concat(
                        outcome.outside().stream(),
                        outcome.report().map(Report::discrepancies).orElse(List.of()).stream())
                .limit(SHOWN)
                .toList();
        long all =
                outcome.outside().size() + outcome.report().map(Report::found).orElse(0L);
        return new VerdictText(
                outcome.isClean(),
                outcome.failure()
                        .map(failure -> texts.of("verdict.failed", failure))
                        .orElseGet(() -> outcome.isClean()
                                ? texts.of("verdict.clean")
                                : texts.of("verdict.broken", texts.number(all))),
                outcome.report().map(report -> compared(report, texts)).orElse(""),
                found,
                all - found.size(),
                over.by(),
                outcome.endedAt());
    }

    private static String compared(Report report, Texts texts) {
        var compared = texts.of(
                "verdict.compared",
                report.events(),
                report.journals(),
                report.transfers(),
                report.blobs(),
                report.anchors(),
                report.premisEvents(),
                report.aips());
        return report.anchors() > 0 ? compared : compared + " " + texts.of("verdict.no-heads");
    }

    /** Where something does not agree: whose journal. */
    public static String place(Discrepancy discrepancy) {
        return discrepancy.persistenceId().replace('|', ' ');
    }

    /** The transfer whose page shows more, where there is one. */
    public static Optional<String> transfer(Discrepancy discrepancy) {
        var parts = discrepancy.persistenceId().split("\\|", -1);
        return parts.length > 1 && parts[1].matches("[0-9a-f-]{36}") ? Optional.of(parts[1]) : Optional.empty();
    }
}
