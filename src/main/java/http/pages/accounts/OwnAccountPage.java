package http.pages.accounts;

import http.accounts.SignInAndOut;
import http.exchange.Call;
import http.exchange.Form;
import http.pages.Pages;
import http.pages.Shown;
import http.problem.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** One's own name and roles, and a new password. */
public record OwnAccountPage(SignInAndOut session, Pages pages) {

    private static final int UNPROCESSABLE = 422;

    public CompletionStage<Shown> show(Call call) {
        boolean changed = call.parameters("changed").text("changed").isPresent();
        return CompletableFuture.completedFuture(shown(new OwnAccountScreen(call.caller(), changed, Optional.empty())));
    }

    /** All other sessions of the name end; this one goes on under another token. */
    public CompletionStage<HttpResponse> changePassword(Call call, Form form) {
        if (!form.text("newPassword").equals(form.text("again"))) {
            var differ = pages.texts().of("account.differ");
            return CompletableFuture.completedFuture(refused(call, differ, UNPROCESSABLE));
        }
        var asked = call.asApi(Map.of("password", form.text("password"), "newPassword", form.text("newPassword")), "");
        return session.changePassword(asked)
                .thenApply(answer -> SessionChange.goOn(answer, "/account?changed=yes"))
                .exceptionally(failure -> refused(call, failure));
    }

    private HttpResponse refused(Call call, Throwable failure) {
        var refused = Problems.refused(failure, call.request().getUri().getPathString());
        if (refused.type().status() >= 500) {
            throw new CompletionException(refused);
        }
        return refused(call, refused.getMessage(), refused.type().status());
    }

    private HttpResponse refused(Call call, String message, int status) {
        return pages.written(call, shown(new OwnAccountScreen(call.caller(), false, Optional.of(message))), status);
    }

    private Shown shown(OwnAccountScreen screen) {
        return new Shown("account", pages.texts().of("account.title"), "account", screen, 0);
    }
}
