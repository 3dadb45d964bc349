package tools;

import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Reads the XML that a tool's single run printed about a file. */
final class ReportRun {

    private ReportRun() {}

    static Description read(String tool, ToolRun run) {
        if (run.timedOut()) {
            return new Description.Failed(
                    tool + " did not finish within " + run.took().toSeconds() + " s");
        }
        if (run.exitCode() != 0) {
            return new Description.Failed(tool + " ended with exit code " + run.exitCode() + said(run.stderr()));
        }
        return xml(tool, run.stdout());
    }

    static Description xml(String tool, Captured output) {
        if (output.isCut()) {
            return new Description.Failed(
                    tool + " said more than " + Describer.OUTPUT_BYTES_MAX + " bytes about it: " + output.total());
        }
        try {
            return new Description.Xml(XmlFragment.of(output.text()));
        } catch (XMLStreamException broken) {
            return new Description.Failed(tool + " printed what is no XML: " + firstLine(broken.getMessage()));
        }
    }

    static String said(Captured stderr) {
        var line = firstLine(stderr.text());
        return line.isEmpty() ? "" : ": " + line;
    }

    private static String firstLine(String text) {
        return Optional.ofNullable(text)
                .flatMap(all -> all.lines().filter(line -> !line.isBlank()).findFirst())
                .map(String::strip)
                .orElse("");
    }
}
