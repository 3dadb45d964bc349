package app.audit;

import app.Amount;
import audit.Discrepancy;
import audit.Report;
import codec.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What a verification came to, for people and for machines. */
final class ReportText {

    private final PrintWriter out;

    ReportText(PrintWriter out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** @param log what is wrong with the log of heads itself */
    void print(Report report, List<Discrepancy> log) {
        log.forEach(this::print);
        report.discrepancies().forEach(this::print);
        long more = report.found() - report.discrepancies().size();
        if (more > 0) {
            out.println("and " + more + " more");
        }
        line(summary(report, log.size()));
    }

    /** One JSON object. */
    void printJson(Report report, List<Discrepancy> log) throws IOException {
        var all = Map.of("clean", report.isClean() && log.isEmpty(), "report", report, "headLog", log);
        line(Json.text().writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }

    void print(Discrepancy found) {
        out.println(place(found) + ": " + found.message());
        if (!found.expected().isEmpty()) {
            out.println("    expected  " + found.expected());
        }
        if (!found.found().isEmpty()) {
            out.println("    found     " + found.found());
        }
    }

    private static String place(Discrepancy found) {
        return found.persistenceId().replace('|', ' ') + (found.sequence() > 0 ? ", event " + found.sequence() : "");
    }

    private static String summary(Report report, int inLog) {
        var looked = String.join(
                ", ",
                Amount.of(report.transfers(), "transfer"),
                Amount.of(report.journals(), "journal"),
                Amount.of(report.events(), "event"),
                Amount.of(report.blobs(), "stored output"),
                Amount.of(report.anchors(), "head") + " known from outside",
                Amount.of(report.aips(), "AIP") + " with " + Amount.of(report.premisEvents(), "PREMIS event"));
        return report.isClean() && inLog == 0
                ? "everything agrees: " + looked
                : Amount.of(report.found() + inLog, "thing") + (report.found() + inLog == 1 ? " does" : " do")
                        + " NOT agree: " + looked;
    }
}
