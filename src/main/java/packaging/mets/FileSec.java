package packaging.mets;

import static packaging.xml.Namespace.METS;
import static packaging.xml.Namespace.XLINK;

import java.io.IOException;
import java.util.UUID;
import model.FilePath;
import model.FileUse;
import packaging.xml.XmlOut;

/**
 * The file section being written: the files of one use after those of another. No element is written for a use, or a
 * section, without files.
 */
public final class FileSec {

    private final XmlOut out;
    private FileUse group;

    FileSec(XmlOut out) {
        this.out = out;
    }

    /** What the {@code ID} of a file's element is; an {@code xsd:ID} may not begin with a digit. */
    public static String fileId(UUID file) {
        return "file-" + file;
    }

    /**
     * One file.
     *
     * @param path where it lies in the package
     * @param amdSec the number of its administrative section
     */
    public record Entry(UUID file, FileUse use, FilePath path, int amdSec) {}

    /** Writes one file; all files of a use follow one another. */
    public void file(Entry entry) throws IOException {
        if (group != entry.use()) {
            openGroup(entry.use());
        }
        out.start(METS, "file")
                .attribute("ID", fileId(entry.file()))
                .attribute("GROUPID", "Group-" + entry.file())
                .attribute("ADMID", MetsWriter.amdId(entry.amdSec()));
        out.start(METS, "FLocat")
                .attribute("LOCTYPE", "OTHER")
                .attribute("OTHERLOCTYPE", "SYSTEM")
                // METS says that it is a URI: the percent-encoded form, which also carries bytes that are not UTF-8
                .attribute(XLINK, "href", entry.path().encoded())
                .end();
        out.end();
    }

    private void openGroup(FileUse use) throws IOException {
        if (group == null) {
            out.start(METS, "fileSec");
        } else {
            out.end();
        }
        out.start(METS, "fileGrp").attribute("USE", use.label());
        group = use;
    }

    public void end() throws IOException {
        if (group != null) {
            out.end().end();
        }
    }
}
