package http.pages.accounts;

import accounts.ApiKey;

/**
 * A key that has just been made; this is the only time that its text is shown.
 *
 * @param text secret
 */
public record IssuedKeyScreen(ApiKey key, String text) {

    /** Without the secret. */
    @Override
    public String toString() {
        return key.toString();
    }
}
