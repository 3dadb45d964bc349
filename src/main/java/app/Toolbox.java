package app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    /** Looks which programs there are; each is started once to learn its version. */
    static Toolbox open(Settings settings) throws InterruptedException {
        try {
            var runner = ToolRunner.start(Programs.ofThisMachine());
            var directory = Files.createDirectories(settings.data().resolve("tools"));
            var droid = new Droid(signatures(settings.data()), IDENTIFICATION_LIMIT);
            droid.warm();
            var limits = ToolLimits.of(System.getenv(), settings.slots());
            return new Toolbox(
                    runner,
                    droid,
                    new FormatValidators(runner, directory, limits.validators()),
                    settings.clamd()
                            .map(address -> new ClamAv(
                                    ClamAv.Settings.of(new ClamAddress(address)).withBytesMax(limits.scanBytesMax()))),
                    ExifTool.find(runner, directory),
                    MediaInfo.find(runner, directory),
                    Ffprobe.find(runner, directory));
        } catch (IOException failure) {
            throw new UncheckedIOException("the tools could not be looked for: " + failure.getMessage(), failure);
        }
    }

    /** Where an administrator's newer signature files lie. */
    static Signatures signatures(Path data) {
        return new Signatures(data.resolve("signatures"));
    }
}
