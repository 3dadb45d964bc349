package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
 * @param validators starts its child JVMs when they are needed
 */
record Toolbox(
        ToolRunner runner,
        Droid droid,
        FormatValidators validators,
        Optional<ClamAv> clamAv,
        Optional<ExifTool> exifTool,
        Optional<MediaInfo> mediaInfo,
        Optional<Ffprobe> ffprobe) {

    /** However hostile, one file's format must be found out in this time. */
    private static final Duration IDENTIFICATION_LIMIT = Duration.ofMinutes(2);

    /** Looks which programs there are; each is started once to learn its version, all at the same time. */
    static Toolbox open(Settings settings) throws InterruptedException {
        var looking = Executors.newCachedThreadPool();
        try {
            var runner = ToolRunner.start(Programs.ofThisMachine());
            var directory = Files.createDirectories(settings.data().resolve("tools"));
            var exifTool = looking.submit(() -> ExifTool.find(runner, directory));
            var mediaInfo = looking.submit(() -> MediaInfo.find(runner, directory));
            var ffprobe = looking.submit(() -> Ffprobe.find(runner, directory));
            var limits = ToolLimits.of(System.getenv(), settings.slots());
            return new Toolbox(
                    runner,
                    new Droid(signatures(settings.data()), IDENTIFICATION_LIMIT),
                    new FormatValidators(runner, directory, limits.validators()),
                    settings.clamd()
                            .map(address -> new ClamAv(
                                    ClamAv.Settings.of(new ClamAddress(address)).withBytesMax(limits.scanBytesMax()))),
                    exifTool.get(),
                    mediaInfo.get(),
                    ffprobe.get());
        } catch (IOException failure) {
            throw unsought(failure);
        } catch (ExecutionException failure) {
            throw unsought(failure.getCause());
        } finally {
            looking.shutdownNow();
        }
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
