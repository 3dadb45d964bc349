package http.pages.accounts;

import http.pages.Address;
import http.pages.Pages;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What the API answers when a session begins or ends, as the answer to a form. */
final class SessionChange {

    private static final String COOKIE = "Set-Cookie";

    private SessionChange() {}

    /** Leads on, with the cookie that the API gives or takes. */
    static HttpResponse goOn(HttpResponse answer, String path) {
        var onwards = Pages.goOn(Address.of(path));
        return answer.getHeader(COOKIE).map(onwards::addHeader).orElse(onwards);
    }
}
