package http.pages.accounts;

import java.util.Optional;

/**
 * The way in.
 *
 * @param user the name that was given before; empty at first
 * @param to where it goes on
 * @param message why the last try came to nothing
 * @param provider who else lets people in
 */
public record SignInScreen(String user, String to, Optional<String> message, Optional<String> provider) {}
