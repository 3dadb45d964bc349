package preservation.mets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.ChecksumAlgorithm;
import model.DatedFinding;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.Format;
import model.StoredText;
import model.ToolId;
import model.Verdict;
import testing.Altered;
import testing.Entries;

/** Register entries with a whole history, as a METS is made of them. */
public final class Histories {

    public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    public static final ToolId EXIFTOOL = new ToolId("ExifTool", "12.57");
    public static final String XML =
            "<?xml version='1.0'?>\n<x:found xmlns:x='urn:x' a='1 &lt; 2'>é &amp; more</x:found>";

    private static final Format JPEG =
            new Format("fmt/43", "JPEG File Interchange Format", "1.01", "image/jpeg", "Signature");
    private static final String DIGEST = "ab".repeat(32);

    private Histories() {}

    /** A file that went through every step; it was received under another name. */
    public static FileFacts file(FilePath originalPath, FilePath path, FileUse use) {
        var findings = new ArrayList<Finding>(List.of(
                new Finding.Listed(EntryKind.FILE, originalPath, originalPath, use, 3, Optional.of(Entries.MODIFIED)),
                new Finding.IdentifierAssigned(Optional.of("2026/7")),
                new Finding.ChecksumsAssigned(3, Map.of(ChecksumAlgorithm.SHA256, DIGEST)),
                new Finding.FixityChecked(Verdict.PASS, List.of("metadata/checksum.md5"), ""),
                new Finding.VirusScanned(Verdict.NOT_DONE, "", "no scanner answers")));
        if (!originalPath.equals(path)) {
            findings.add(new Finding.PathChanged(originalPath, path, Finding.PathChanged.Reason.CLEANED));
        }
        findings.add(new Finding.FormatIdentified(Optional.of(JPEG), ""));
        findings.add(new Finding.Characterized(
                Verdict.PASS, Optional.of(EXIFTOOL), new StoredText(Optional.of(XML), Optional.empty()), ""));
        findings.add(new Finding.Validated(
                Verdict.FAIL, Optional.of(new ToolId("JHOVE", "1.32.1")), "JFIF", List.of("no end", "<&>")));
        return new FileFacts(
                Entries.id(originalPath),
                EntryKind.FILE,
                originalPath,
                path,
                use,
                Optional.of(FilePath.of("received/x")),
                3,
                Optional.of(Entries.MODIFIED),
                Map.of(ChecksumAlgorithm.SHA256, DIGEST),
                Optional.of(JPEG),
                false,
                dated(findings));
    }

    public static FileFacts file(String path) {
        return file(FilePath.of(path), FilePath.of(path), FileUse.ORIGINAL);
    }

    /** A file that was not wanted, as far as its history went. */
    public static FileFacts removed(String path) {
        var facts = Entries.file(path);
        return Altered.of(facts)
                .size(7)
                .checksums(Map.of())
                .format(Optional.empty())
                .removed()
                .findings(dated(
                        List.of(new Finding.IdentifierAssigned(Optional.empty()), new Finding.Removed("not needed"))))
                .facts();
    }

    /** A minute after each other. */
    public static List<DatedFinding> dated(List<Finding> findings) {
        var dated = new ArrayList<DatedFinding>();
        for (var finding : findings) {
            dated.add(new DatedFinding(
                    finding, "step-" + dated.size(), START.plusSeconds(60L * dated.size()), Optional.empty()));
        }
        return dated;
    }

    /** The same facts with another history. */
    public static FileFacts with(FileFacts facts, Finding... findings) {
        return Altered.of(facts).findings(dated(List.of(findings))).facts();
    }
}
