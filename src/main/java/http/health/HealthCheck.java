package http.health;

import java.util.Optional;

/** One thing that the service needs in order to work. */
public interface HealthCheck {

    /** A word such as {@code database}. */
    String name();

    /** What is wrong, as a clause; empty when nothing is. It may wait, but not for ever. */
    Optional<String> complaint();
}
