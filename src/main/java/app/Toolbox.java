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
import tools.Programs;
import tools.Signatures;
import tools.ToolRunner;
import tools.validation.FormatValidators;

/**
 * Other people's programs and libraries, as far as this machine has them.
 *
 * @param droid loads its signatures when it is first needed, or warmed
 * @param describers looked for when they are first needed, or warmed
 * @param validators starts its child JVMs when they are needed
 */
record Toolbox(
        ToolRunner runner, Droid droid, FormatValidators validators, Optional<ClamAv> clamAv, Describers describers) {

    /** However hostile, one file's format must be found out in this time. */
    private static final Duration IDENTIFICATION_LIMIT = Duration.ofMinutes(2);

    /** Starts none of them. */
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
                    new Describers(runner, directory));
        } catch (IOException failure) {
            throw new UncheckedIOException("the tools can't be made ready: " + failure.getMessage(), failure);
        }
    }

    /** Loads beforehand what takes seconds; not while a node starts, which is waited for. */
    void warm() {
        droid.warm();
        describers.warm();
    }

    /** Where an administrator's newer signature files lie. */
    static Signatures signatures(Path data) {
        return new Signatures(data.resolve("signatures"));
    }
}
