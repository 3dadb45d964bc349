package workflow;

import java.util.Map;

/**
 * Answers given beforehand, under a name.
 *
 * @param workflow the name of the workflow that it is for
 * @param choices step name to option name; a choice that is not here waits for a person
 * @param parameters over the workflow's defaults
 */
public record ProcessingConfiguration(
        String name, String workflow, Map<String, String> choices, Map<String, Object> parameters) {}
