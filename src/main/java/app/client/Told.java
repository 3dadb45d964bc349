package app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import model.Mandate;

/** How what the API answers is told to people; programs have {@code --json}. */
final class Told {

    private Told() {}

    /** To the second, in UTC; as it is where it is no moment. */
    static String moment(JsonNode at) {
        try {
            return Instant.parse(at.asText()).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeParseException other) {
            return at.asText();
        }
    }

    static String who(JsonNode by) {
        return by.asText().equals(Mandate.UNKNOWN) ? "somebody who had not signed in" : by.asText();
    }
}
