package preservation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import model.BlobRef;
import model.FileFacts;
import model.FilePath;
import model.FindingAbout;
import model.StoredText;
import model.TransferFacts;

/** What the worker gives to an action besides its tasks: where it may write, what is known, and how to keep output. */
public interface ActionContext {

    TransferFacts transfer();

    /** The only directory that this attempt may write to. It exists, is empty at first and belongs to no other attempt. */
    Path attemptDirectory();

    /** The shared work area; physical paths are relative to it. */
    Path workArea();

    /** Where a path that is relative to the work area lies. */
    default Path physical(FilePath path) {
        return Bytes.resolve(workArea(), path);
    }

    /** The path of something in the work area, relative to it. */
    default FilePath inWorkArea(Path file) {
        return Bytes.relative(workArea(), file);
    }

    /**
     * The entries of the file register that the step's filter takes, sorted by logical path, as of the moment when the
     * job was planned. Streamed from the job's sealed facts file; close it.
     */
    Stream<FileFacts> entries() throws IOException;

    /** Keeps text: inline when small, else as a blob that is safe on disk before the task's result leaves the worker. */
    StoredText keep(String text) throws IOException;

    /** Keeps findings about any number of files as one blob; see {@link codec.FindingList}. The stream is read once. */
    BlobRef keepFindings(Stream<FindingAbout> findings) throws IOException;

    /** True when nobody wants this attempt's result any more: stop soon, leave nothing running. */
    boolean isGivenUp();
}
