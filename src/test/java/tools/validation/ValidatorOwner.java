package tools.validation;

import java.nio.file.Path;
import java.time.Duration;
import tools.Programs;
import tools.ToolRunner;

/** A JVM of its own for {@link ValidatorOrphanTest}: has a file validated that never ends, and waits to be killed. */
final class ValidatorOwner {

    private ValidatorOwner() {}

    public static void main(String[] arguments) throws Exception {
        var runner = ToolRunner.start(Programs.ofThisMachine());
        var limits = new FormatValidators.Limits(1, 64, Duration.ofMinutes(10));
        try (var validators = new FormatValidators(runner, Path.of(arguments[0]), limits)) {
            var xml = new ValidatorChoice(ValidatorChoice.Kind.XML, "");
            validators.validate(xml, Path.of(arguments[1]), () -> false);
        }
    }
}
