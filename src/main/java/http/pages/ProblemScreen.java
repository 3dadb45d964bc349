package http.pages;

import java.util.Optional;

/**
 * What went wrong.
 *
 * @param back the page with the form that was refused; empty when it was no form
 */
public record ProblemScreen(String sentence, Optional<String> back) {}
