package packaging.mets;

import static packaging.xml.Namespace.METS;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import model.FilePath;
import packaging.xml.XmlName;
import packaging.xml.XmlOut;

/**
 * A structure map being written, from entries in the order of {@link FilePath}: each directory directly before what is in
 * it. It remembers only the directories on the way to the present one.
 */
public final class StructMap {

    /** The two maps of an AIP. */
    public enum Kind {
        /** What lies on the disk; directories without files are not in it. */
        PHYSICAL("physical", "Archivematica default"),
        /** How the directories were, the empty ones too. */
        LOGICAL("logical", "Normative Directory Structure");

        private final String type;
        private final String label;

        Kind(String type, String label) {
            this.type = type;
            this.label = label;
        }
    }

    /**
     * A division.
     *
     * @param dmdSecs numbers of the descriptive sections about it
     * @param amdSec number of its administrative section; 0 for none, or where the file it stands for names it
     */
    public record Division(FilePath path, List<Integer> dmdSecs, int amdSec) {}

    private final XmlOut out;
    private final Kind kind;
    private final String id;
    private final Deque<FilePath> open = new ArrayDeque<>();
    private final Deque<Division> waiting = new ArrayDeque<>();

    StructMap(XmlOut out, Kind kind, String id) {
        this.out = out;
        this.kind = kind;
        this.id = id;
    }

    /** The division that stands for the package; everything else is in it. */
    public void begin(String label, List<Integer> dmdSecs, int amdSec) throws IOException {
        out.start(METS, "structMap")
                .attribute("TYPE", kind.type)
                .attribute("ID", id)
                .attribute("LABEL", kind.label);
        open(label, "Directory", dmdSecs, amdSec);
    }

    /** A directory; all its ancestors have been given before. */
    public void directory(Division division) throws IOException {
        leave(division.path());
        waiting.addLast(division);
        if (kind == Kind.LOGICAL) {
            enter();
        }
    }

    /** A file; all its ancestors have been given before. */
    public void file(Division division, UUID file) throws IOException {
        leave(division.path());
        enter();
        open(label(division.path()), "Item", division.dmdSecs(), division.amdSec());
        out.start(METS, "fptr").attribute("FILEID", FileSec.fileId(file)).end().end();
    }

    public void end() throws IOException {
        while (!open.isEmpty()) {
            open.removeLast();
            out.end();
        }
        out.end().end();
    }

    /** Ends the directories that the path is not below. */
    private void leave(FilePath path) throws IOException {
        while (!waiting.isEmpty() && !path.isUnder(waiting.getLast().path())) {
            waiting.removeLast();
        }
        while (!open.isEmpty() && !path.isUnder(open.getLast())) {
            open.removeLast();
            out.end();
        }
    }

    private void enter() throws IOException {
        while (!waiting.isEmpty()) {
            var directory = waiting.removeFirst();
            open(label(directory.path()), "Directory", directory.dmdSecs(), directory.amdSec());
            open.addLast(directory.path());
        }
    }

    private void open(String label, String type, List<Integer> dmdSecs, int amdSec) throws IOException {
        out.start(METS, "div").attribute("LABEL", label).attribute("TYPE", type);
        if (!dmdSecs.isEmpty()) {
            out.attribute("DMDID", dmdSecs.stream().map(MetsWriter::dmdId).collect(Collectors.joining(" ")));
        }
        if (amdSec > 0) {
            out.attribute("ADMID", MetsWriter.amdId(amdSec));
        }
    }

    private static String label(FilePath path) {
        return XmlName.of(path.name()).text();
    }
}
