package preservation;

import codec.NameBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

    /**
     * The only directory that this attempt may write to. It exists, is empty at first and belongs to no other attempt. There
     * is one only for an action that {@link PreservationAction#needsDirectory}.
     */
    Path attemptDirectory();

    /** The shared work area; physical paths are relative to it. */
    Path workArea();

    /** Where a path that is relative to the work area lies. */
    default Path physical(FilePath path) {
        return NameBytes.resolve(workArea(), path);
    }

    /** The path of something in the work area, relative to it. */
    default FilePath inWorkArea(Path file) {
        return NameBytes.below(workArea(), file);
    }

    /**
     * The entries of the file register that the step's filter takes, as of the moment when the job was planned, sorted
     * by logical path in the order of {@link FilePath}: a directory directly before everything in it. Streamed from the
     * job's sealed facts file, as often as it is asked for; close it.
     */
    Stream<FileFacts> entries() throws IOException;

    /** Keeps text: inline when small, else as a blob that is safe on disk before the task's result leaves the worker. */
    StoredText keep(String text) throws IOException;

    /**
     * Reads a blob that this or an earlier task kept; close it. A stream that ends early, or whose bytes do not have the
     * digest of the reference, throws an {@link IOException} at its end.
     */
    InputStream open(BlobRef blob) throws IOException;

    /** Reads kept text as a whole; use {@link #open} for what may not fit into memory. No text is the empty string. */
    default String text(StoredText kept) throws IOException {
        if (kept.blob().isEmpty()) {
            return kept.inline().orElse("");
        }
        try (var in = open(kept.blob().get())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Keeps findings about any number of files as one blob; see {@link codec.FindingList}. The stream is read once. */
    BlobRef keepFindings(Stream<FindingAbout> findings) throws IOException;

    /** True when nobody wants this attempt's result any more: stop soon, leave nothing running. */
    boolean isGivenUp();
}
