package http.pages.files;

import http.pages.FindingText;
import model.DatedFinding;
import model.FileFacts;
import views.TransferRow;

/** A file with everything that was found about it. */
public record FileScreen(TransferRow transfer, FileFacts file, FindingText findings) {

    public String transferPath() {
        return "/transfers/" + transfer.id();
    }

    public FindingText.Told told(DatedFinding finding) {
        return findings.of(finding.finding());
    }
}
