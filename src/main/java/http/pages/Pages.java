package http.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import http.access.Caller;
import http.exchange.Call;
import http.exchange.Form;
import http.exchange.Handler;
import http.problem.ProblemType;
import http.problem.Problems;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Writes pages, and takes forms. Whatever goes wrong with either is shown as a page too. */
public final class Pages {

    // Nothing may come from elsewhere, and nothing that stands within a page may run.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "http.pages.html");
    private final Assets assets = new Assets();
    private final Texts texts = new Texts(ZoneId.systemDefault());

    /** Finds what a page shows. */
    @FunctionalInterface
    public interface Show {
        CompletionStage<Shown> show(Call call);
    }

    /** Does what a form asks, and says where its visitor goes on. */
    @FunctionalInterface
    public interface Act {
        CompletionStage<Address> act(Call call, Form form);
    }

    /** Does what a form asks, and answers it in a way of its own. */
    @FunctionalInterface
    public interface Reply {
        CompletionStage<HttpResponse> answer(Call call, Form form);
    }

    /** Answers a link. */
    public Handler page(Show show) {
        return call -> show.show(call)
                .thenApply(shown -> written(call, shown, 200))
                .exceptionally(failure -> refusal(failure, call.request(), call.caller()));
    }

    /** Answers a form. */
    public Handler form(Act act) {
        return answering((call, form) -> act.act(call, form).thenApply(Pages::goOn));
    }

    /** Answers a form with what is not only another page's address. */
    public Handler answering(Reply reply) {
        return call -> {
            FormToken.checkOrigin(call);
            return call.form().thenCompose(form -> {
                FormToken.check(call, form);
                return reply.answer(call, form)
                        .exceptionally(failure -> refusal(failure, call.request(), call.caller()));
            });
        };
    }

    /** {@code Refused} when another site sends the form; before anything of it is read. */
    public void checkOrigin(Call call) {
        FormToken.checkOrigin(call);
    }

    /** {@code Refused} unless a form with these fields was made for this visitor. */
    public void checkToken(Call call, Map<String, String> fields) {
        FormToken.check(call, fields.getOrDefault(FormToken.FIELD, ""));
    }

    public Handler asset() {
        return assets::serve;
    }

    /** The texts that the pages show. */
    public Texts texts() {
        return texts;
    }

    /** A part of a page, for live updates; nothing in it may depend on who sees it. */
    public String part(String template, Object screen) {
        var output = new StringOutput();
        engine.render(template + ".jte", Map.of("texts", texts, "assets", assets, "screen", screen), output);
        return output.toString();
    }

    /** True when whoever asks would rather see a page than JSON. */
    public static boolean isWanted(HttpRequest request) {
        return !request.getUri().getPathString().startsWith("/api/")
                && request.getHeader("Accept")
                        .map(accept -> accept.value().contains("text/html"))
                        .orElse(false);
    }

    /** The page that says what went wrong; whoever asked may be anybody. */
    public HttpResponse refusal(Throwable failure, HttpRequest request) {
        return refusal(failure, request, Caller.NOBODY);
    }

    private HttpResponse refusal(Throwable failure, HttpRequest request, Caller caller) {
        var refused = Problems.refused(failure, request.getUri().getPathString());
        var type = refused.type();
        if (type == ProblemType.UNAUTHENTICATED) {
            return toSignIn(request);
        }
        var screen = new ProblemScreen(refused.getMessage(), ReturnPath.back(request));
        return written(request, caller, new Shown("problem", type.title(), "", screen, 0), type.status());
    }

    private static HttpResponse toSignIn(HttpRequest request) {
        var signIn = Address.of("/sign-in").with("to", ReturnPath.of(request));
        if (request.getHeader("HX-Request").isEmpty()) {
            return goOn(signIn);
        }
        // A part of a page is fetched, and it can't be exchanged for the way in: the page itself has to go there.
        return HttpResponse.create()
                .withStatus(StatusCodes.UNAUTHORIZED)
                .addHeader(RawHeader.create("HX-Redirect", signIn.toString()));
    }

    /** The answer that shows a page. */
    public HttpResponse written(Call call, Shown shown, int status) {
        return written(call.request(), call.caller(), shown, status);
    }

    private HttpResponse written(HttpRequest request, Caller caller, Shown shown, int status) {
        var token = FormToken.of(request);
        var frame = new Frame(
                texts, assets, caller, shown, token.field(), UUID.randomUUID().toString());
        var output = new StringOutput();
        engine.render(shown.template() + ".jte", Map.of("frame", frame, "screen", shown.screen()), output);
        var answer = HttpResponse.create()
                .withStatus(StatusCodes.get(status))
                .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, output.toString()))
                .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                .addHeader(RawHeader.create("Referrer-Policy", "same-origin"))
                .addHeader(RawHeader.create("Cache-Control", "no-store"));
        return token.isFresh() ? answer.addHeader(token.cookie()) : answer;
    }

    /** The answer that leads to another page. */
    public static HttpResponse goOn(Address address) {
        return HttpResponse.create()
                .withStatus(StatusCodes.SEE_OTHER)
                .addHeader(RawHeader.create("Location", address.toString()));
    }
}
