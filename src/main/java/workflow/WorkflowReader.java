package workflow;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads workflows and processing configurations from YAML, and refuses a bad one with every problem at once. */
public final class WorkflowReader {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Set<String> knownActions;

    /** The caller names the actions that there are; this package does not know them. */
    public WorkflowReader(Set<String> knownActions) {
        this.knownActions = Set.copyOf(knownActions);
    }

    /** Fails with {@link BadWorkflow}, whose message lists every problem. */
    public Workflow workflow(String text) {
        var problems = new ArrayList<String>();
        var workflow = read(text, problems);
        problems.addAll(new WorkflowCheck(workflow, knownActions).problems());
        if (!problems.isEmpty()) {
            throw new BadWorkflow("workflow \"" + workflow.name() + "\"", problems);
        }
        return workflow;
    }

    /** Reads a text that was checked before. */
    Workflow accepted(String text) {
        return read(text, new ArrayList<>());
    }

    private static Workflow read(String text, List<String> problems) {
        var file = read(text, WorkflowYaml.class, "workflow");
        var steps = new ArrayList<Step>();
        for (var step : orEmpty(file.steps())) {
            steps.add(step.toStep(TIME_LIMIT, problems));
        }
        return new Workflow(
                Objects.requireNonNullElse(file.name(), ""),
                digest(text),
                text,
                orEmpty(file.parameters()),
                List.copyOf(steps));
    }

    /** Fails with {@link BadWorkflow}, whose message lists every problem. */
    public ProcessingConfiguration configuration(String text, Map<String, Workflow> workflows) {
        var file = read(text, ConfigurationYaml.class, "processing configuration");
        var configuration = new ProcessingConfiguration(
                Objects.requireNonNullElse(file.name(), ""),
                Objects.requireNonNullElse(file.workflow(), "standard"),
                orEmpty(file.choices()),
                orEmpty(file.parameters()));
        var problems = WorkflowCheck.problems(configuration, workflows);
        if (!problems.isEmpty()) {
            throw new BadWorkflow("processing configuration \"" + configuration.name() + "\"", problems);
        }
        return configuration;
    }

    private static <T> T read(String text, Class<T> shape, String what) {
        try {
            var read = text.isBlank() ? null : YAML.readValue(text, shape);
            if (read == null) {
                throw new BadWorkflow(what, List.of("the file is empty"));
            }
            return read;
        } catch (IOException broken) {
            throw new BadWorkflow(what, List.of(Objects.requireNonNullElse(broken.getMessage(), "cannot be read")));
        }
    }

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new BadWorkflow("the text", List.of("an item of a list is empty"));
        }
        return List.copyOf(list);
    }

    private static <V> Map<String, V> orEmpty(Map<String, V> map) {
        if (map == null) {
            return Map.of();
        }
        map.forEach((key, value) -> {
            if (value == null) {
                throw new BadWorkflow("the text", List.of("\"" + key + "\" has no value"));
            }
        });
        return Map.copyOf(map);
    }

    record WorkflowYaml(String name, Map<String, Object> parameters, List<StepYaml> steps) {}

    record ConfigurationYaml(
            String name, String workflow, Map<String, String> choices, Map<String, Object> parameters) {}

    record FilterYaml(List<String> under, List<String> except, boolean directories, boolean removed) {
        EntryFilter toFilter() {
            return new EntryFilter(orEmpty(under), orEmpty(except), directories, removed);
        }
    }

    record OptionYaml(String title, String next, boolean reject) {
        private static final OptionYaml BARE = new OptionYaml(null, null, false);

        ChoiceStep.Option toOption(String name) {
            return new ChoiceStep.Option(
                    name, Objects.requireNonNullElse(title, name), Optional.ofNullable(next), reject);
        }
    }

    record StepYaml(
            String name,
            String title,
            String microservice,
            UUID link,
            String action,
            Map<String, Object> with,
            Scope scope,
            FilterYaml entries,
            boolean history,
            String failed,
            RetryPolicy retry,
            ResourceClass resource,
            String limit,
            ActionStep.Condition when,
            String next,
            boolean skippable,
            Map<String, OptionYaml> choice) {

        Step toStep(Duration defaultLimit, List<String> problems) {
            if ((action == null) == (choice == null)) {
                problems.add("step \"" + name + "\" needs either an action or a choice");
            }
            if (choice != null && skippable) {
                problems.add("step \"" + name + "\": a choice can't be \"skippable\"; give it an option that leads on");
            }
            return choice == null ? toAction(defaultLimit, problems) : toChoice();
        }

        private ChoiceStep toChoice() {
            var options = new ArrayList<ChoiceStep.Option>();
            choice.forEach((option, to) ->
                    options.add(Objects.requireNonNullElse(to, OptionYaml.BARE).toOption(option)));
            return new ChoiceStep(word(name), word(title), word(microservice), Optional.ofNullable(link), options);
        }

        private ActionStep toAction(Duration defaultLimit, List<String> problems) {
            return new ActionStep(
                    word(name),
                    word(title),
                    word(microservice),
                    Optional.ofNullable(link),
                    word(action),
                    orEmpty(with),
                    Objects.requireNonNullElse(scope, Scope.PACKAGE),
                    entries == null ? EntryFilter.FILES : entries.toFilter(),
                    history,
                    onFailure(problems),
                    Objects.requireNonNullElse(retry, RetryPolicy.STANDARD),
                    Objects.requireNonNullElse(resource, ResourceClass.CPU),
                    timeLimit(defaultLimit, problems),
                    Optional.ofNullable(when),
                    Optional.ofNullable(next),
                    skippable);
        }

        private OnFailure onFailure(List<String> problems) {
            if (failed == null || failed.equals("fail")) {
                return OnFailure.FAIL_TRANSFER;
            }
            if (!failed.equals("continue")) {
                problems.add("step \"" + name + "\": \"failed\" is \"fail\" or \"continue\", not \"" + failed + "\"");
            }
            return OnFailure.CONTINUE;
        }

        private Duration timeLimit(Duration defaultLimit, List<String> problems) {
            try {
                var parsed = limit == null ? defaultLimit : Duration.parse(limit);
                if (!parsed.isNegative() && !parsed.isZero()) {
                    return parsed;
                }
            } catch (DateTimeParseException broken) {
                // Said below, in our words.
            }
            problems.add("step \"" + name
                    + "\": \"limit\" is an ISO 8601 duration such as PT10M, longer than nothing, not \"" + limit
                    + "\"");
            return defaultLimit;
        }

        private static String word(String text) {
            return Objects.requireNonNullElse(text, "");
        }
    }
}
