package packaging.premis;

import java.util.Map;

/**
 * The table of PREMIS events: which event is made of which finding, and in which words. {@code docs/premis-events.md}
 * shows it to archivists and a test keeps the two equal. Words in braces are filled in by {@link EventTable}.
 */
public enum EventRule {
    INGESTION("identifier-assigned", "", "ingestion", "", "", "", Responsible.ALL),
    REGISTRATION(
            "identifier-assigned",
            "accession number given",
            "registration",
            "",
            "",
            "accession number: {accession}",
            Responsible.ALL),
    DIGEST(
            "checksums-assigned",
            "each algorithm",
            "message digest calculation",
            "{program}; algorithm=\"{algorithm}\"",
            "",
            "{digest}",
            Responsible.HOUSE),
    FIXITY_PASS("fixity-checked", "pass", "fixity check", Words.FIXITY, "Pass", "{detail}", Responsible.HOUSE),
    FIXITY_FAIL("fixity-checked", "fail", "fixity check", Words.FIXITY, "Fail", "{detail}", Responsible.HOUSE),
    FIXITY_NOT_DONE(
            "fixity-checked", "not done", "fixity check", Words.FIXITY, "Not checked", "{detail}", Responsible.HOUSE),
    VIRUS_PASS("virus-scanned", "pass", "virus check", "{program}", "Pass", "{detail}", Responsible.HOUSE),
    VIRUS_FAIL(
            "virus-scanned",
            "fail",
            "virus check",
            "{program}",
            "Fail",
            "found {signature}; {detail}",
            Responsible.HOUSE),
    VIRUS_NOT_DONE("virus-scanned", "not done", "virus check", "", "Not scanned", "{detail}", Responsible.HOUSE),
    FILENAME_CHANGE(
            "path-changed",
            "CLEANED",
            "filename change",
            "{program}",
            "",
            "original name=\"{from}\"; new name=\"{to}\"; {encoding}",
            Responsible.HOUSE),
    IDENTIFICATION(
            "format-identified",
            "a format",
            "format identification",
            "{program}; method=\"{method}\"",
            "Positive",
            "{puid}; {detail}",
            Responsible.HOUSE),
    NO_IDENTIFICATION(
            "format-identified",
            "none",
            "format identification",
            "{program}",
            "Not identified",
            "{detail}",
            Responsible.HOUSE),
    EXTRACTION("characterized", "pass", "metadata extraction", "{program}", "Pass", "{detail}", Responsible.HOUSE),
    EXTRACTION_FAIL("characterized", "fail", "metadata extraction", "{program}", "Fail", "{detail}", Responsible.HOUSE),
    EXTRACTION_NOT_DONE(
            "characterized", "not done", "metadata extraction", "", "Not done", "{detail}", Responsible.HOUSE),
    VALIDATION("validated", "pass", "validation", Words.VALIDATION, "Pass", "{detail}", Responsible.HOUSE),
    VALIDATION_FAIL("validated", "fail", "validation", Words.VALIDATION, "Fail", "{detail}", Responsible.HOUSE),
    VALIDATION_NOT_DONE("validated", "not done", "validation", "", "Not validated", "{detail}", Responsible.HOUSE),
    REMOVAL("removed", "", "file removed", "{program}", "", "{detail}", Responsible.HOUSE),
    PACKING("packed", "", "compression", "{program}; algorithm=\"{algorithm}\"", "", "{detail}", Responsible.HOUSE),
    PACKAGE_PASS("package-verified", "pass", "fixity check", "{program}", "Pass", "{detail}", Responsible.HOUSE),
    PACKAGE_FAIL("package-verified", "fail", "fixity check", "{program}", "Fail", "{detail}", Responsible.HOUSE),
    PACKAGE_NOT_DONE(
            "package-verified", "not done", "fixity check", "{program}", "Not checked", "{detail}", Responsible.HOUSE),
    /** About the package, made of no finding: the METS itself is what came of it. */
    AIP_CREATION(
            "",
            "the METS is written",
            "information package creation",
            "{program}; transfer=\"{transfer}\"",
            "",
            "event chain head={chainHead}",
            Responsible.ALL);

    /** Which agents an event is linked to. */
    public enum Responsible {
        /** The preservation system and the repository. */
        HOUSE("system, repository"),
        /** These two and who submitted the transfer. */
        ALL("system, repository, user");

        private final String label;

        Responsible(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What several rows say alike. */
    private static final class Words {
        private static final String FIXITY = "{program}; lists=\"{lists}\"";
        private static final String VALIDATION = "{program}; profile=\"{profile}\"";
    }

    private final String finding;
    private final String when;
    private final String type;
    private final String detail;
    private final String outcome;
    private final String note;
    private final Responsible responsible;

    EventRule(
            String finding,
            String when,
            String type,
            String detail,
            String outcome,
            String note,
            Responsible responsible) {
        this.finding = finding;
        this.when = when;
        this.type = type;
        this.detail = detail;
        this.outcome = outcome;
        this.note = note;
        this.responsible = responsible;
    }

    /** The stable name of the finding, as the journal has it. */
    public String finding() {
        return finding;
    }

    /** Which of these findings; empty for each. */
    public String when() {
        return when;
    }

    public String type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public String outcome() {
        return outcome;
    }

    public String note() {
        return note;
    }

    public Responsible responsible() {
        return responsible;
    }

    /** Puts the values into a template. A clause between semicolons whose words are all empty is left out. */
    static String fill(String template, Map<String, String> values) {
        var text = new StringBuilder();
        for (var clause : template.split("; ", -1)) {
            var filled = fillClause(clause, values);
            if (!filled.isEmpty()) {
                text.append(text.isEmpty() ? "" : "; ").append(filled);
            }
        }
        return text.toString();
    }

    private static String fillClause(String clause, Map<String, String> values) {
        int from = clause.indexOf('{');
        if (from < 0) {
            return clause;
        }
        int to = clause.indexOf('}', from);
        var value = values.getOrDefault(clause.substring(from + 1, to), "");
        return value.isEmpty() ? "" : clause.substring(0, from) + value + clause.substring(to + 1);
    }
}
