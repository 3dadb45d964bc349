package workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts values in the place of {@code $name} and {@code $choice.step} in a step's {@code with}. */
public final class StepParameters {

    private static final String CHOICE = "$choice.";

    private final Map<String, Object> parameters;
    private final Map<String, String> choices;

    /** Given values stand over the workflow's defaults. */
    public StepParameters(Workflow workflow, Map<String, Object> given, Map<String, String> choices) {
        this.parameters = new LinkedHashMap<>(workflow.parameters());
        this.parameters.putAll(given);
        this.choices = choices;
    }

    public Map<String, Object> of(ActionStep step) {
        var resolved = new LinkedHashMap<String, Object>();
        step.with().forEach((key, value) -> resolved.put(key, resolve(value)));
        return resolved;
    }

    private Object resolve(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolve).toList();
        }
        if (!(value instanceof String text) || !text.startsWith("$")) {
            return value;
        }
        var found = text.startsWith(CHOICE)
                ? choices.get(text.substring(CHOICE.length()))
                : parameters.get(text.substring(1));
        if (found == null) {
            throw new IllegalStateException("nothing stands for " + text); // WorkflowCheck refuses such a workflow
        }
        return found;
    }
}
