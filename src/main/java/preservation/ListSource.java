package preservation;

import codec.NameBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import model.EntryKind;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.FindingAbout;
import model.Ids;
import model.TaskResult;
import preservation.source.Source;
import preservation.source.SourceEntry;
import preservation.source.SourceWalk;

/**
 * Lists every file and directory of the source, which makes the transfer's file register. Reads no file and changes
 * nothing in the source; the bytes come with {@link ReceiveFiles}.
 */
public final class ListSource implements PreservationAction<ListSource.Parameters> {

    private static final FilePath METADATA = FilePath.of("metadata");
    private static final FilePath LOGS = FilePath.of("logs");
    private static final FilePath DOCUMENTATION = FilePath.of("metadata/submissionDocumentation");

    /** What to do about links, pipes, sockets and devices, which cannot be preserved as files. */
    public enum Special {
        REFUSE,
        SKIP
    }

    /**
     * Every one may be left out.
     *
     * @param special {@code refuse} (the default) or {@code skip}
     * @param depth how many directories may lie within each other
     * @param count how many files and directories there may be
     * @param pathBytes how long a path may be; beyond some 4,000 bytes Linux could not open it in the AIP
     */
    public record Parameters(String special, int depth, int count, int pathBytes) {

        static final int DEPTH = 256;
        static final int COUNT = 5_000_000;
        static final int PATH_BYTES = 3_072;

        public Parameters {
            special = special == null ? "refuse" : special;
            if (!special.equals("refuse") && !special.equals("skip")) {
                throw new IllegalArgumentException("special is \"" + special + "\"; use refuse or skip");
            }
            depth = depth == 0 ? DEPTH : depth;
            count = count == 0 ? COUNT : count;
            pathBytes = pathBytes == 0 ? PATH_BYTES : pathBytes;
        }

        Special onSpecial() {
            return special.equals("skip") ? Special.SKIP : Special.REFUSE;
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        var source = Source.of(context.transfer().source());
        if (!source.isDirectory()) {
            return TaskResult.completed("a single file")
                    .withBulk(context.keepFindings(Stream.of(listedAlone(source, context))));
        }
        var listing = new Listing(parameters, context);
        try (var walk = new SourceWalk(source, parameters.depth())) {
            var bulk = context.keepFindings(stream(walk).flatMap(entry -> listing.add(entry).stream()));
            return listing.refusal(source).orElseGet(() -> listing.completed().withBulk(bulk));
        } catch (UncheckedIOException failure) {
            return TaskResult.failed(failure.getMessage());
        }
    }

    private static Stream<SourceEntry> stream(Iterator<SourceEntry> walk) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(walk, Spliterator.NONNULL), false);
    }

    private static FindingAbout listedAlone(Source source, ActionContext context) {
        var entry = new SourceEntry(NameBytes.nameOf(source.path()), source.attributes(), true);
        return about(entry, FileUse.ORIGINAL, context);
    }

    static FindingAbout about(SourceEntry entry, FileUse use, ActionContext context) {
        var attributes = entry.attributes();
        var path = entry.path();
        var kind = attributes.isDirectory() ? EntryKind.DIRECTORY : EntryKind.FILE;
        var size = attributes.isDirectory() ? 0 : attributes.size();
        Optional<Instant> modified = Optional.of(attributes.lastModifiedTime().toInstant());
        return new FindingAbout(
                Ids.ofOriginal(context.transfer().id(), path),
                new Finding.Listed(kind, path, path, use, size, modified));
    }

    /** By where it lies, in Archivematica's layout of a transfer. */
    static FileUse useOf(FilePath path, boolean topIsDirectory) {
        if (path.isUnder(DOCUMENTATION)) {
            return FileUse.SUBMISSION_DOCUMENTATION;
        }
        return topIsDirectory && (path.isUnder(METADATA) || path.isUnder(LOGS)) ? FileUse.METADATA : FileUse.ORIGINAL;
    }
}
