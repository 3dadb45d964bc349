package app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import workflow.BadWorkflow;
import workflow.ProcessingConfiguration;
import workflow.Workflow;
import workflow.WorkflowReader;

/**
 * The workflow that new transfers follow, and the processing configurations for it: those that are shipped, and an
 * operator's own from a directory, which stand over shipped ones of the same name.
 */
record Workflows(Workflow workflow, Map<String, ProcessingConfiguration> configurations) {

    private static final List<String> SHIPPED_CONFIGURATIONS = List.of("automated", "default");

    /** Fails with {@link BadWorkflow} when any of them can't be used. */
    static Workflows read(String name, Path own, Set<String> knownActions) {
        var reader = new WorkflowReader(knownActions);
        var workflow = reader.workflow(text(own.resolve("workflows").resolve(name + ".yaml"), "workflows/" + name + ".yaml"));
        var configurations = new LinkedHashMap<String, ProcessingConfiguration>();
        for (var shipped : SHIPPED_CONFIGURATIONS) {
            var file = "configs/" + shipped + ".yaml";
            read(reader, workflow, text(own.resolve(file), file), configurations);
        }
        ownConfigurations(own.resolve("configs")).forEach(text -> read(reader, workflow, text, configurations));
        return new Workflows(workflow, Map.copyOf(configurations));
    }

    /** Fails with {@link IllegalArgumentException} that lists those that there are. */
    ProcessingConfiguration configuration(String name) {
        var found = configurations.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no processing configuration \"" + name + "\"; there are "
                    + String.join(", ", configurations.keySet().stream().sorted().toList()));
        }
        return found;
    }

    private static void read(
            WorkflowReader reader, Workflow workflow, String text, Map<String, ProcessingConfiguration> into) {
        var configuration = reader.configuration(text, workflow);
        into.put(configuration.name(), configuration);
    }

    private static List<String> ownConfigurations(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> text(file, ""))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path own, String shipped) {
        try {
            if (Files.exists(own)) {
                return Files.readString(own);
            }
            try (InputStream in = Workflows.class.getClassLoader().getResourceAsStream(shipped)) {
                if (in == null) {
                    throw new BadWorkflow(shipped, List.of("there is no such file, neither shipped nor at " + own));
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
