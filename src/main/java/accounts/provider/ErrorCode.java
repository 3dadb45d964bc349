package accounts.provider;

/** What a provider says is wrong, as far as it may be shown: one of the short words that the standards have for it. */
final class ErrorCode {

    private ErrorCode() {}

    static String of(String given) {
        return given.matches("[a-z_]{1,40}") ? given : "it did not say why";
    }
}
