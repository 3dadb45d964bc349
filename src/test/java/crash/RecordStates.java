package crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** Makes a copy of the class in which every state of every actor comes to be, which writes each down as well. */
final class RecordStates {

    private static final Path SOURCE = Path.of("src/main/java/pipeline/journal/Journaled.java");
    private static final String MADE =
            "return new Journaled<>(event.sequence(), event.link(), apply.apply(state, event));";
    private static final String WRITTEN_DOWN =
            """
            var next = apply.apply(state, event);
            crash.StateLog.became(event.link(), next);
            return new Journaled<>(event.sequence(), event.link(), next);
            """;

    private RecordStates() {}

    /** A jar with the copy, which must come first on a class path. */
    static Path jar(Path scratch) throws IOException {
        var text = Files.readString(SOURCE);
        assertThat(text).as("the place where a state comes to be").contains(MADE);
        var source = Files.createDirectories(scratch.resolve("source/pipeline/journal"))
                .resolve("Journaled.java");
        Files.writeString(source, text.replace(MADE, WRITTEN_DOWN));
        var classes = Files.createDirectories(scratch.resolve("classes"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var options = List.of(
                    "-proc:none",
                    "-parameters",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            var task = compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source));
            assertThat(task.call()).as("compiling " + source).isTrue();
        }
        var jar = scratch.resolve("recording.jar");
        var packing = java.util.spi.ToolProvider.findFirst("jar").orElseThrow();
        assertThat(packing.run(System.out, System.err, "--create", "--file=" + jar, "-C", classes.toString(), "."))
                .isZero();
        return jar;
    }
}
