package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import preservation.CharacterizeFiles;
import tools.ClamAddress;
import tools.ClamAv;
import tools.Droid;
import tools.ExifTool;
import tools.Ffprobe;
import tools.MediaInfo;
import tools.Programs;
import tools.Signatures;
import tools.ToolRunner;
import tools.validation.FormatValidators;

/**
 * Other people's programs and libraries, as far as this machine has them.
 *
 * @param droid loads its signatures when it is first needed, or warmed
 * @param describers waits until they have been found
 * @param validators starts its child JVMs when they are needed
 */
record Toolbox(
        ToolRunner runner,
        Droid droid,
        FormatValidators validators,
        Optional<ClamAv> clamAv,
        Supplier<CharacterizeFiles.Installed> describers) {

    /** However hostile, one file's format must be found out in this time. */
    private static final Duration IDENTIFICATION_LIMIT = Duration.ofMinutes(2);

    /** Looks which programs there are; each is started once to learn its version, all while the node starts. */
    static Toolbox open(Settings settings) {
        try {
            var runner = ToolRunner.start(Programs.ofThisMachine());
            var directory = Files.createDirectories(settings.data().resolve("tools"));
            var limits = ToolLimits.of(System.getenv(), settings.slots());
            return new Toolbox(
                    runner,
                    new Droid(signatures(settings.data()), IDENTIFICATION_LIMIT),
                    new FormatValidators(runner, directory, limits.validators()),
                    settings.clamd()
                            .map(address -> new ClamAv(
                                    ClamAv.Settings.of(new ClamAddress(address)).withBytesMax(limits.scanBytesMax()))),
                    looking(runner, directory));
        } catch (IOException failure) {
            throw unsought(failure);
        }
    }

    private static Supplier<CharacterizeFiles.Installed> looking(ToolRunner runner, Path directory) {
        var exifTool = sought(() -> ExifTool.find(runner, directory));
        var mediaInfo = sought(() -> MediaInfo.find(runner, directory));
        var ffprobe = sought(() -> Ffprobe.find(runner, directory));
        return () -> new CharacterizeFiles.Installed(exifTool.join(), mediaInfo.join(), ffprobe.join());
    }

    private static <T> CompletableFuture<T> sought(Callable<T> search) {
        var found = new CompletableFuture<T>();
        var thread = new Thread(
                () -> {
                    try {
                        found.complete(search.call());
                    } catch (Exception failure) {
                        found.completeExceptionally(unsought(failure));
                    }
                },
                "tool-search");
        thread.setDaemon(true);
        thread.start();
        return found;
    }

    private static IllegalStateException unsought(Throwable failure) {
        return new IllegalStateException("the tools could not be looked for: " + failure.getMessage(), failure);
    }

    /** Loads beforehand what takes seconds; not while a node starts, which is waited for. */
    void warm() {
        droid.warm();
    }

    /** Where an administrator's newer signature files lie. */
    static Signatures signatures(Path data) {
        return new Signatures(data.resolve("signatures"));
    }
}
