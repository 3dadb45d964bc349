package workflow;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A step at which a person picks one of several options, unless the processing configuration answers it. */
public record ChoiceStep(String name, String title, String microservice, Optional<UUID> link, List<Option> options)
        implements Step {

    /**
     * What can be picked.
     *
     * @param next the step it leads to; empty for the one below
     * @param reject true when picking it ends the transfer as rejected
     */
    public record Option(String name, String title, Optional<String> next, boolean reject) {}

    public Optional<Option> option(String optionName) {
        return options.stream()
                .filter(option -> option.name().equals(optionName))
                .findFirst();
    }
}
