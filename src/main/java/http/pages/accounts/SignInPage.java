package http.pages.accounts;

import http.accounts.SignInAndOut;
import http.exchange.Call;
import http.exchange.Form;
import http.pages.Pages;
import http.pages.ReturnPath;
import http.pages.Shown;
import http.problem.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Lets people in by name and password, and out again. */
public record SignInPage(SignInAndOut session, Pages pages, Optional<String> provider) {

    public CompletionStage<Shown> show(Call call) {
        var to = ReturnPath.of(call.parameters("to").text("to").orElse(""));
        return CompletableFuture.completedFuture(shown(new SignInScreen("", to, Optional.empty(), provider)));
    }

    /** Goes on with the page that was asked for before, or says on the form why not. */
    public CompletionStage<HttpResponse> signIn(Call call, Form form) {
        var to = ReturnPath.of(form.text("to"));
        var user = form.text("user");
        var asked = call.asApi(Map.of("user", user, "password", form.text("password")), "");
        return session.signIn(asked)
                .thenApply(answer -> SessionChange.goOn(answer, to))
                .exceptionally(failure -> again(call, user, to, failure));
    }

    public CompletionStage<HttpResponse> signOut(Call call, Form form) {
        return session.signOut(call).thenApply(answer -> SessionChange.goOn(answer, "/sign-in"));
    }

    private HttpResponse again(Call call, String user, String to, Throwable failure) {
        var refused = Problems.refused(failure, call.request().getUri().getPathString());
        if (refused.type().status() >= 500) {
            throw new CompletionException(refused);
        }
        var screen = new SignInScreen(user, to, Optional.of(refused.getMessage()), provider);
        return pages.written(call, shown(screen), refused.type().status());
    }

    private Shown shown(SignInScreen screen) {
        return new Shown("sign-in", pages.texts().of("sign-in.title"), "", screen, 0);
    }
}
