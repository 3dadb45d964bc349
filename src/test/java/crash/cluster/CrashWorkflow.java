package crash.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The standard workflow with one more step, which meets trouble, and with patience: seeded kills may meet the same task more
 * often than real ones do.
 */
final class CrashWorkflow {

    private static final Path STANDARD = Path.of("src/main/resources/workflows/standard.yaml");
    private static final Pattern ACTION_STEP =
            Pattern.compile("(?m)^  - name: (\\S+)(?=(?:\\n    .*)*\\n    action: )");
    private static final String BEFORE = "  - name: process-json-metadata\n";
    private static final String TROUBLE =
            """
              - name: trouble
                title: Meet trouble
                microservice: Trouble
                action: meet-trouble
                scope: file
                entries: {under: [objects]}
                with: {calm: $calm}
                limit: PT10M

            """;
    private static final String CONFIGURATION =
            """
            name: %1$s
            workflow: crash
            parameters: {calm: %2$s}
            choices:
              approve-transfer: approve
              choose-virus-scan: scan
              choose-format-identification: identify
              select-compression: tar-gzip
              approve-storage: store
            """;

    private CrashWorkflow() {}

    static String text() throws IOException {
        return Files.readString(STANDARD)
                .replace("name: standard\n", "name: crash\n")
                .replace("\nparameters:\n", "\nparameters:\n  calm: false\n")
                .replace(BEFORE, TROUBLE + BEFORE)
                .replace("    retry: standard\n", "")
                .replaceAll("(?m)^    action: .*$", "$0\n    retry: patient");
    }

    /** The steps that run actions, from the first to the last. */
    static List<String> steps() throws IOException {
        return ACTION_STEP.matcher(text()).results().map(step -> step.group(1)).toList();
    }

    /** Into a data directory, with the configurations {@code calm} and {@code crash}. */
    static void write(Path data) throws IOException {
        Files.createDirectories(data.resolve("workflows"));
        Files.createDirectories(data.resolve("configs"));
        Files.writeString(data.resolve("workflows/crash.yaml"), text());
        Files.writeString(data.resolve("configs/calm.yaml"), CONFIGURATION.formatted("calm", true));
        Files.writeString(data.resolve("configs/crash.yaml"), CONFIGURATION.formatted("crash", false));
    }
}
