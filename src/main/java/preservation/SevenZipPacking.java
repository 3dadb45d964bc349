package preservation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import model.ChecksumAlgorithm;
import packaging.aip.TarPacker;
import packaging.bagit.Digests;
import storage.TreeSync;
import tools.ToolRequest;
import tools.ToolRun;
import tools.ToolRunner;

/** Packs a bag by the program 7-Zip, whatever it is called on this machine. */
final class SevenZipPacking {

    /** The step has a limit of its own; this one only keeps a hung program from staying for ever. */
    private static final Duration LIMIT = Duration.ofDays(7);

    private static final int LEVEL_MAX = 9;

    private final ToolRunner tools;

    SevenZipPacking(ToolRunner tools) {
        this.tools = tools;
    }

    /** The program's name; empty when it is not installed. */
    Optional<String> program() {
        return Stream.of("7zz", "7z", "7za")
                .filter(name -> tools.programs().find(name).isPresent())
                .findFirst();
    }

    /**
     * Runs it in the directory of the target; the archive is on disk when this returns.
     *
     * @param level 0 for the program's usual one, else 1 to 9
     */
    TarPacker.Packed pack(String program, Path bag, Path target, int level, ActionContext context)
            throws IOException, InterruptedException {
        if (level < 0 || level > LEVEL_MAX) {
            throw new IllegalArgumentException("a level of 7z is between 1 and 9, or 0 for the usual one: " + level);
        }
        var arguments = new ArrayList<>(List.of(program, "a", "-t7z", "-bd", "-y", "-spd", "-mtc=off", "-mta=off"));
        if (level > 0) {
            arguments.add("-mx=" + level);
        }
        arguments.addAll(List.of("--", target.toString(), bag.toString()));
        var request = new ToolRequest(target.getParent(), LIMIT, arguments.toArray(String[]::new));
        var run = tools.run(request, context::isGivenUp);
        if (!run.isGood() || !Files.isRegularFile(target)) {
            throw new IOException(target + ": " + program + " ended with " + run.exitCode() + ": " + complaint(run));
        }
        TreeSync.tree(target);
        try (var in = Files.newInputStream(target)) {
            var sha256 = Digests.of(in, EnumSet.of(ChecksumAlgorithm.SHA256)).get(ChecksumAlgorithm.SHA256);
            return new TarPacker.Packed(Files.size(target), sha256);
        }
    }

    private static String complaint(ToolRun run) {
        var text = (run.stderr().text() + " " + run.stdout().text()).strip().replaceAll("\\s+", " ");
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
