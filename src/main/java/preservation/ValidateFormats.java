package preservation;

import java.io.IOException;
import java.util.function.Supplier;
import model.FileFacts;
import model.Finding;
import model.TaskResult;
import model.Verdict;
import tools.validation.FormatValidators;
import tools.validation.Validation;
import tools.validation.ValidatorChoice;

/**
 * Has each file compared with the specification of its identified format, where there is a validator for that. A file that
 * is not valid, or that the validator chokes on, is a finding and stops nothing. The format itself is not found out here.
 */
public final class ValidateFormats implements PreservationAction<ValidateFormats.Parameters> {

    /** There is nothing to set. */
    public record Parameters() {}

    private final ValidationRules rules = ValidationRules.standard();
    private final Supplier<FormatValidators> validators;

    /** @param validators asked when the first file comes that there is a validator for */
    public ValidateFormats(Supplier<FormatValidators> validators) {
        this.validators = validators;
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context)
            throws IOException, InterruptedException {
        var file = task.theFile();
        var choice = rules.choice(file.format());
        return choice.isPresent()
                ? validate(file, choice.get(), context)
                : TaskResult.completed("there is no validator for its format");
    }

    private TaskResult validate(FileFacts file, ValidatorChoice choice, ActionContext context)
            throws IOException, InterruptedException {
        var physical = file.physicalPath()
                .orElseThrow(() ->
                        new IllegalStateException("its bytes are not in the work area, so it cannot be validated"));
        var said = validators.get().validate(choice, context.physical(physical), context::isGivenUp);
        var finding = new Finding.Validated(said.verdict(), said.tool(), said.profile(), said.messages());
        var result = TaskResult.completed(finding).withMessage(message(file, said));
        return said.tool().isPresent() ? result.withTool(said.tool().get()) : result;
    }

    private static String message(FileFacts file, Validation said) {
        if (said.verdict() == Verdict.PASS) {
            return "";
        }
        var first = said.messages().isEmpty() ? "" : ": " + said.messages().get(0);
        var outcome = said.verdict() == Verdict.FAIL ? "not valid" : "not validated";
        var profile = said.profile().isEmpty() ? "" : " as " + said.profile();
        return file.path().display() + " is " + outcome + profile + first;
    }
}
