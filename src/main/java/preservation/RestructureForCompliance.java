package preservation;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.FindingAbout;
import model.TaskResult;
import preservation.names.Names;

/**
 * Brings a transfer into Archivematica's layout: whatever lies at its top beside the directories {@code objects},
 * {@code metadata} and {@code logs} goes under {@code objects}, a processing configuration under {@code metadata}.
 * Changes logical paths only; empty directories stay.
 */
public final class RestructureForCompliance implements PreservationAction<RestructureForCompliance.Parameters> {

    static final FilePath OBJECTS = FilePath.of("objects");
    static final FilePath METADATA = FilePath.of("metadata");
    static final FilePath LOGS = FilePath.of("logs");
    static final FilePath PROCESSING_CONFIGURATION = FilePath.of("processingMCP.xml");
    private static final Set<FilePath> KNOWN = Set.of(OBJECTS, METADATA, LOGS);

    /** Nothing to set. */
    public record Parameters() {}

    /** Where the things at the top go that do not stay; {@code renamed} only if not simply below their new directory. */
    private record Moves(boolean any, Set<FilePath> staying, Map<FilePath, FilePath> renamed) {

        FilePath newPath(FilePath path) {
            var top = path.segments().get(0);
            var target = renamed.getOrDefault(top, destination(top).resolve(top));
            return path.equals(top) ? target : target.resolve(path.relativeTo(top));
        }

        boolean stays(FilePath path) {
            return staying.contains(path.segments().get(0));
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        var moves = plan(context);
        if (!moves.any()) {
            return TaskResult.completed("the transfer has the layout already");
        }
        var count = new AtomicInteger();
        try (var entries = context.entries()) {
            var bulk = context.keepFindings(entries.filter(entry -> !moves.stays(entry.path()))
                    .flatMap(entry -> findings(entry, moves.newPath(entry.path())))
                    .peek(finding -> count.incrementAndGet()));
            return TaskResult.completed(count + " files and directories moved into the layout")
                    .withBulk(bulk);
        }
    }

    private static Stream<FindingAbout> findings(FileFacts entry, FilePath to) {
        var move = new Finding.PathChanged(entry.path(), to, Finding.PathChanged.Reason.RESTRUCTURED);
        var moved = Stream.of(new FindingAbout(entry.id(), move));
        return to.isUnder(METADATA) && entry.use() != FileUse.METADATA
                ? Stream.concat(
                        moved, Stream.of(new FindingAbout(entry.id(), new Finding.UseChanged(FileUse.METADATA))))
                : moved;
    }

    private static FilePath destination(FilePath top) {
        return top.equals(PROCESSING_CONFIGURATION) ? METADATA : OBJECTS;
    }

    private static Moves plan(ActionContext context) throws IOException {
        var staying = new HashSet<FilePath>();
        boolean moving = false;
        boolean occupied = false;
        try (var entries = context.entries()) {
            for (var each = entries.iterator(); each.hasNext(); ) {
                var entry = each.next();
                var path = entry.path();
                if (KNOWN.contains(path) && entry.kind() == EntryKind.DIRECTORY) {
                    staying.add(path);
                } else if (staying.contains(path.segments().get(0))) {
                    occupied = true;
                } else {
                    moving = true;
                }
            }
        }
        // Only when there is something on both sides can names collide, so only then are they held in memory.
        return new Moves(moving, staying, moving && occupied ? renamed(context, staying) : Map.of());
    }

    private static Map<FilePath, FilePath> renamed(ActionContext context, Set<FilePath> staying) throws IOException {
        var taken = new HashSet<FilePath>();
        var movers = new HashSet<FilePath>();
        try (var entries = context.entries()) {
            for (var each = entries.iterator(); each.hasNext(); ) {
                var segments = each.next().path().segments();
                var top = segments.get(0);
                if (!staying.contains(top)) {
                    movers.add(top);
                } else if (segments.size() > 1) {
                    taken.add(top.resolve(segments.get(1)));
                }
            }
        }
        var renamed = new HashMap<FilePath, FilePath>();
        for (var mover : movers.stream().sorted().toList()) {
            var wanted = destination(mover).resolve(mover);
            if (taken.contains(wanted)) {
                renamed.put(mover, free(mover, taken, movers));
            }
        }
        return renamed;
    }

    private static FilePath free(FilePath mover, Set<FilePath> taken, Set<FilePath> movers) {
        for (int number = 1; ; number++) {
            var name = Names.numbered(mover, number);
            var path = destination(mover).resolve(name);
            // Another mover may want that very name, and has the older right to it.
            if (!movers.contains(name) && taken.add(path)) {
                return path;
            }
        }
    }
}
