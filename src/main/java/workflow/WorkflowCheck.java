package workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at a workflow as a whole, so that a wrong map never starts a journey. Every problem is found at once. */
final class WorkflowCheck {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int NAME_LENGTH_MAX = 60; // part of persistence ids and directory names
    private static final String CHOICE = "$choice.";

    /** What an AIP that can be trusted rests on: nobody may decide that it need not succeed. */
    private static final Set<String> NEVER_SKIPPED = Set.of(
            "list-source",
            "receive-files",
            "verify-transfer-compliance",
            "assign-file-identifiers",
            "assign-checksums",
            "verify-metadata-checksums",
            "scan-for-viruses",
            "create-sip",
            "generate-mets",
            "prepare-aip",
            "compress-aip",
            "verify-aip",
            "store-aip");

    private final Workflow workflow;
    private final Set<String> knownActions;
    private final List<String> problems = new ArrayList<>();

    WorkflowCheck(Workflow workflow, Set<String> knownActions) {
        this.workflow = workflow;
        this.knownActions = knownActions;
    }

    List<String> problems() {
        if (!NAME.matcher(workflow.name()).matches()) {
            problems.add("the workflow's \"name\" must be lower-case words joined by hyphens");
        }
        if (workflow.steps().isEmpty()) {
            problems.add("there are no steps");
        }
        var seen = new HashSet<String>();
        for (var step : workflow.steps()) {
            checkNames(step, seen);
            if (step instanceof ActionStep action) {
                checkAction(action, seen);
            } else if (step instanceof ChoiceStep choice) {
                checkChoice(choice);
            }
            seen.add(step.name());
        }
        return problems;
    }

    private void checkNames(Step step, Set<String> seen) {
        if (!NAME.matcher(step.name()).matches() || step.name().length() > NAME_LENGTH_MAX) {
            problem(
                    step,
                    "its name must be lower-case words joined by hyphens, at most " + NAME_LENGTH_MAX + " characters");
        }
        if (seen.contains(step.name())) {
            problem(step, "there is another step of this name");
        }
        if (step.title().isBlank() || step.microservice().isBlank()) {
            problem(step, "it needs a title and a microservice");
        }
    }

    private void checkAction(ActionStep step, Set<String> seen) {
        if (!knownActions.contains(step.action())) {
            problem(step, "there is no action \"" + step.action() + "\"");
        }
        if (step.skippable() && NEVER_SKIPPED.contains(step.action())) {
            problem(step, "\"" + step.action() + "\" must not be skippable, because the AIP rests on it");
        }
        step.next().ifPresent(next -> checkForward(step, next));
        step.when().ifPresent(when -> checkCondition(step, when, seen));
        step.with().values().forEach(value -> checkReference(step, value, seen));
    }

    private void checkCondition(ActionStep step, ActionStep.Condition when, Set<String> seen) {
        var option = workflow.step(when.choice())
                .filter(ChoiceStep.class::isInstance)
                .map(ChoiceStep.class::cast)
                .flatMap(choice -> choice.option(when.option()));
        if (!seen.contains(when.choice()) || option.isEmpty()) {
            problem(step, "\"when\" names no option of a choice that comes before it");
        }
    }

    private void checkReference(ActionStep step, Object value, Set<String> seen) {
        if (value instanceof List<?> list) {
            list.forEach(item -> checkReference(step, item, seen));
        } else if (value instanceof String text && text.startsWith(CHOICE)) {
            var choice = text.substring(CHOICE.length());
            if (!seen.contains(choice) || !(workflow.step(choice).orElseThrow() instanceof ChoiceStep)) {
                problem(step, text + " refers to no choice that comes before it");
            }
        } else if (value instanceof String text && text.startsWith("$")) {
            if (!workflow.parameters().containsKey(text.substring(1))) {
                problem(step, text + " refers to no parameter of the workflow");
            }
        }
    }

    private void checkChoice(ChoiceStep step) {
        if (step.options().size() < 2) {
            problem(step, "a choice needs at least two options");
        }
        for (var option : step.options()) {
            if (option.reject() && option.next().isPresent()) {
                problem(step, "option \"" + option.name() + "\" rejects, so it leads nowhere");
            }
            option.next().ifPresent(next -> checkForward(step, next));
        }
    }

    /** Steps lead downwards only, so that a transfer always comes to its end. */
    private void checkForward(Step step, String next) {
        int from = workflow.steps().indexOf(step);
        boolean below = workflow.steps().stream().skip(from + 1L).anyMatch(other -> other.name()
                .equals(next));
        if (!below) {
            problem(step, "it leads to \"" + next + "\", which is no step below it");
        }
    }

    private void problem(Step step, String what) {
        problems.add("step \"" + step.name() + "\": " + what);
    }

    static List<String> problems(ProcessingConfiguration configuration, Map<String, Workflow> workflows) {
        var problems = new ArrayList<String>();
        if (!NAME.matcher(configuration.name()).matches()) {
            problems.add("its \"name\" must be lower-case words joined by hyphens");
        }
        var workflow = workflows.get(configuration.workflow());
        if (workflow == null) {
            problems.add("there is no workflow \"" + configuration.workflow() + "\"");
            return problems;
        }
        configuration.choices().forEach((step, option) -> {
            var known = workflow.step(step)
                    .filter(ChoiceStep.class::isInstance)
                    .map(ChoiceStep.class::cast)
                    .flatMap(choice -> choice.option(option));
            if (known.isEmpty()) {
                problems.add(
                        "\"" + step + ": " + option + "\" answers no choice of workflow \"" + workflow.name() + "\"");
            }
        });
        configuration.parameters().keySet().stream()
                .filter(name -> !workflow.parameters().containsKey(name))
                .forEach(
                        name -> problems.add("workflow \"" + workflow.name() + "\" has no parameter \"" + name + "\""));
        return problems;
    }
}
