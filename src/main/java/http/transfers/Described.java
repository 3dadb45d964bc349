package http.transfers;

import http.exchange.JsonBody;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What its submitter says of a new transfer, besides where it lies. */
record Described(Optional<String> name, String type, String configuration, Optional<String> accessionNumber) {

    private static final int TEXT_CHARACTERS_MAX = 255;

    /** @param configurations those that there are */
    static Described of(JsonBody body, Set<String> configurations) {
        var type = body.optionalText("type", TEXT_CHARACTERS_MAX).orElse("standard");
        if (!type.equals("standard")) {
            throw new Refused(
                    ProblemType.UNSUPPORTED_TRANSFER_TYPE,
                    "Transfers of the type \"" + type + "\" are not supported; \"standard\" is.");
        }
        var configuration =
                body.optionalText("configuration", TEXT_CHARACTERS_MAX).orElse("default");
        if (!configurations.contains(configuration)) {
            throw new Refused(
                    ProblemType.UNKNOWN_CONFIGURATION,
                    "There is no processing configuration \"" + configuration + "\"; there are "
                            + String.join(", ", new TreeSet<>(configurations)) + ".");
        }
        return new Described(
                body.optionalText("name", TEXT_CHARACTERS_MAX),
                type,
                configuration,
                body.optionalText("accessionNumber", TEXT_CHARACTERS_MAX));
    }
}
