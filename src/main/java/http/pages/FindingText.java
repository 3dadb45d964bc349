package http.pages;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import model.Finding;
import model.Verdict;

/** Says a finding as a sentence. */
public record FindingText(Texts texts) {

    /** What was found; a verdict where there was something to judge. */
    public record Told(Optional<Verdict> verdict, String sentence) {}

    public Told of(Finding finding) {
        return ofCheck(finding).orElseGet(() -> new Told(Optional.empty(), sentence(finding)));
    }

    private Optional<Told> ofCheck(Finding finding) {
        if (finding instanceof Finding.FixityChecked checked) {
            return told(checked.verdict(), "fixity", checked.detail());
        }
        if (finding instanceof Finding.VirusScanned scanned) {
            return told(scanned.verdict(), "viruses", joined(scanned.signature(), scanned.detail()));
        }
        if (finding instanceof Finding.Characterized described) {
            return told(described.verdict(), "characterized", described.detail());
        }
        if (finding instanceof Finding.Validated validated) {
            var messages = String.join("; ", validated.messages());
            return told(validated.verdict(), "validated", joined(validated.profile(), messages));
        }
        if (finding instanceof Finding.PackageVerified verified) {
            return told(verified.verdict(), "package-verified", verified.detail());
        }
        return Optional.empty();
    }

    private String sentence(Finding finding) {
        if (finding instanceof Finding.Listed listed) {
            return texts.of("finding.listed", texts.size(listed.size()));
        }
        if (finding instanceof Finding.Received received) {
            return texts.of("finding.received", texts.size(received.size()));
        }
        if (finding instanceof Finding.IdentifierAssigned) {
            return texts.of("finding.identifier");
        }
        if (finding instanceof Finding.ChecksumsAssigned assigned) {
            var sums = assigned.checksums().entrySet().stream()
                    .map(each -> each.getKey().label() + " " + each.getValue())
                    .sorted()
                    .collect(Collectors.joining(", "));
            return texts.of("finding.checksums", sums);
        }
        if (finding instanceof Finding.PathChanged changed) {
            return texts.of(
                    "finding.path", changed.from().display(), changed.to().display());
        }
        if (finding instanceof Finding.UseChanged changed) {
            return texts.of("finding.use", changed.use().label());
        }
        return sentenceAtTheEnd(finding);
    }

    private String sentenceAtTheEnd(Finding finding) {
        if (finding instanceof Finding.Removed removed) {
            return texts.of("finding.removed", removed.reason());
        }
        if (finding instanceof Finding.FormatIdentified identified) {
            return identified
                    .format()
                    .map(format -> texts.of(
                            "finding.format", joined(format.name(), format.version()), format.puid(), format.method()))
                    .orElseGet(() -> joined(texts.of("finding.no-format"), identified.warning()));
        }
        if (finding instanceof Finding.Packed packed) {
            return texts.of("finding.packed", packed.algorithm());
        }
        if (finding instanceof Finding.AipStored stored) {
            return texts.of("finding.stored", stored.location());
        }
        return finding.getClass().getSimpleName();
    }

    private Optional<Told> told(Verdict verdict, String what, String detail) {
        var word = verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Optional.of(new Told(Optional.of(verdict), joined(texts.of("finding." + what + "." + word), detail)));
    }

    private static String joined(String first, String second) {
        return second.isEmpty() ? first : first.isEmpty() ? second : first + ": " + second;
    }
}
