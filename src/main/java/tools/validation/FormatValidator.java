package tools.validation;

import java.nio.file.Path;

/** Compares a file with a specification, inside a validator's child JVM. It may throw, hang and eat all memory there. */
interface FormatValidator {

    /** Gives the verdict; an exception says that the validator could not come to one. */
    Validation validate(Path file, String option) throws Exception;
}
