package testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. When it is missing the test is left out loudly, or fails where the environment
 * variable {@code MUNIMENT_REQUIRE_ALL} is {@code true}.
 */
public final class Needs {

    private Needs() {}

    /** The path of an installed program. */
    public static Path program(String name) {
        var found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            leaveOut("the program " + name + " is not installed");
        }
        return found.orElseThrow();
    }

    /** The directory with sample transfers and schemas that the project does not ship. */
    public static Path shared() {
        var shared = System.getProperty("muniment.shared", "");
        if (shared.isEmpty() || !Files.isDirectory(Path.of(shared))) {
            leaveOut("the system property muniment.shared names no directory (-Dmuniment.shared=...)");
        }
        return Path.of(shared);
    }

    /** To be root, for tests that change users. */
    public static void root() {
        if (!"root".equals(System.getProperty("user.name"))) {
            leaveOut("only root can change users");
        }
    }

    /** Anything else, such as rights; {@code otherwise} says what is missing. */
    public static void that(boolean given, String otherwise) {
        if (!given) {
            leaveOut(otherwise);
        }
    }

    private static void leaveOut(String reason) {
        var test = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Needs.class.getName()))
                        .findFirst()
                        .map(StackWalker.StackFrame::getClassName)
                        .orElse("a test"));
        var line = "LEFT OUT: " + test + " because " + reason;
        if ("true".equals(System.getenv("MUNIMENT_REQUIRE_ALL"))) {
            Assertions.fail(line);
        }
        System.err.println(line);
        Assumptions.abort(line);
    }
}
