package tools;

import java.util.Optional;
import model.Format;

/**
 * What a file was identified as.
 *
 * @param format empty when nothing, or nothing certain, was found
 * @param warning what a person should know about it, in one sentence or more; empty when there is nothing
 */
public record Identification(Optional<Format> format, String warning) {

    static Identification none(String warning) {
        return new Identification(Optional.empty(), warning);
    }
}
