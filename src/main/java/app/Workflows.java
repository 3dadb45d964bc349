package app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * The workflows and processing configurations that new transfers can be given: those that are shipped, and an operator's
 * own from {@code workflows} and {@code configs} in the data directory, which stand over shipped ones of the same name.
 */
record Workflows(Map<String, Workflow> workflows, Map<String, ProcessingConfiguration> configurations) {

    private static final List<String> SHIPPED_WORKFLOWS = List.of("standard", "integrity");
    private static final List<String> SHIPPED_CONFIGURATIONS = List.of("automated", "default", "integrity");

    /** Fails with {@link BadWorkflow} when any of them can't be used. */
    static Workflows read(Path own, Set<String> knownActions) {
        var reader = new WorkflowReader(knownActions);
        var workflows = new LinkedHashMap<String, Workflow>();
        for (var text : texts("workflows", SHIPPED_WORKFLOWS, own)) {
            var workflow = reader.workflow(text);
            workflows.put(workflow.name(), workflow);
        }
        var configurations = new LinkedHashMap<String, ProcessingConfiguration>();
        for (var text : texts("configs", SHIPPED_CONFIGURATIONS, own)) {
            var configuration = reader.configuration(text, workflows);
            configurations.put(configuration.name(), configuration);
        }
        return new Workflows(Map.copyOf(workflows), Map.copyOf(configurations));
    }

    /** Fails with {@link IllegalArgumentException} that lists those that there are. */
    ProcessingConfiguration configuration(String name) {
        var found = configurations.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no processing configuration \"" + name + "\"; there are "
                    + String.join(
                            ", ", configurations.keySet().stream().sorted().toList()));
        }
        return found;
    }

    /** The workflow that a configuration is for. */
    Workflow workflowOf(ProcessingConfiguration configuration) {
        return workflows.get(configuration.workflow());
    }

    /** Shipped ones first, so that an operator's own of the same name come to stand over them. */
    private static List<String> texts(String directory, List<String> shipped, Path own) {
        var texts = new ArrayList<String>();
        shipped.forEach(name -> texts.add(shipped(directory + "/" + name + ".yaml")));
        texts.addAll(own(own.resolve(directory)));
        return texts;
    }

    private static List<String> own(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Workflows::text)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    private static String shipped(String resource) {
        try (InputStream in = Workflows.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not shipped: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
