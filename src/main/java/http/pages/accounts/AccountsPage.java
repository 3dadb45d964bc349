package http.pages.accounts;

import accounts.Accounts;
import accounts.Keys;
import http.accounts.ManageKeys;
import http.accounts.ManageUsers;
import http.exchange.Call;
import http.exchange.Form;
import http.exchange.Handler;
import http.exchange.Reading;
import http.exchange.Replies;
import http.pages.Address;
import http.pages.Pages;
import http.pages.Shown;
import http.pages.Texts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Users and keys, for administrators. Each form is carried out by what carries out the same request to the API. */
public record AccountsPage(
        Accounts accounts, ManageUsers users, ManageKeys keys, Reading reading, Pages pages, InstantSource clock) {

    private static final String SECTION = "accounts";
    private static final Address HERE = Address.of("/accounts");
    /** A key holds until the end of the day that the form names, in the latest zone of the earth. */
    private static final String END_OF_DAY = "T23:59:59-12:00";

    public CompletionStage<Shown> show(Call call) {
        call.parameters();
        return reading.read(() -> new Shown(
                "accounts",
                texts().of("accounts.title"),
                SECTION,
                new AccountsScreen(accounts.users().all(), accounts.keys().all(), clock.instant()),
                0));
    }

    /** One user, with what can be changed. */
    public CompletionStage<Shown> showUser(Call call) {
        call.parameters();
        var name = call.variable("user");
        return reading.read(() -> {
            var user = accounts.users().all().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(Replies.missing("There is no user of this name."));
            return new Shown("user", texts().of("user.title", user.name()), SECTION, new UserScreen(user), 0);
        });
    }

    public CompletionStage<Address> addUser(Call call, Form form) {
        var body = new HashMap<String, Object>();
        body.put("name", form.text("name"));
        body.put("roles", form.texts("role"));
        if (!form.text("password").isEmpty()) {
            body.put("password", form.text("password"));
        }
        return sent(call, body, users::add, HERE);
    }

    public CompletionStage<Address> giveRoles(Call call, Form form) {
        return sent(call, Map.of("roles", form.texts("role")), users::give, HERE);
    }

    public CompletionStage<Address> setPassword(Call call, Form form) {
        return sent(call, Map.of("password", form.text("password")), users::setPassword, HERE);
    }

    public CompletionStage<Address> removeUser(Call call, Form form) {
        return sent(call, Map.of(), users::remove, HERE);
    }

    /** Shows the key; there is no address where it could be seen again. */
    public CompletionStage<HttpResponse> issueKey(Call call, Form form) {
        var body = new HashMap<String, Object>();
        body.put("name", form.text("name"));
        body.put("roles", form.texts("role"));
        if (!form.text("expires").isEmpty()) {
            body.put("expiresAt", form.text("expires") + END_OF_DAY);
        }
        return keys.issued(call.asApi(body, "")).thenApply(issued -> pages.written(call, shown(issued), 200));
    }

    public CompletionStage<Address> revokeKey(Call call, Form form) {
        return sent(call, Map.of(), keys::revoke, HERE);
    }

    private Shown shown(Keys.Issued issued) {
        var screen = new IssuedKeyScreen(issued.key(), issued.text());
        return new Shown("key", texts().of("key.title", issued.key().name()), SECTION, screen, 0);
    }

    private static CompletionStage<Address> sent(Call call, Map<String, ?> body, Handler handler, Address next) {
        return handler.answer(call.asApi(body, "")).thenApply(done -> next);
    }

    private Texts texts() {
        return pages.texts();
    }
}
