package http.uploads;

import java.util.Set;

/** The fields of a form that come before its files. */
final class FormFields {

    /** Names the request, as the header Idempotency-Key does for programs. */
    static final String KEY = "key";

    /** Those that only a page has. */
    static final Set<String> OF_THE_PAGE = Set.of("token", KEY);

    static final Set<String> KNOWN = Set.of("name", "type", "configuration", "accessionNumber", "token", KEY);

    private FormFields() {}
}
