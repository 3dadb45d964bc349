package http;

import http.access.Gate;
import http.exchange.Bodies;
import http.exchange.Call;
import http.exchange.Endpoint;
import http.exchange.Refusals;
import http.pages.Pages;
import http.problem.ProblemType;
import http.problem.Problems;
import http.problem.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Leads each request that may pass to its endpoint, and answers whatever goes wrong on the way or there. */
final class Routing {

    // Above the limit of a transfer's answer and of a database statement, so that theirs is heard first.
    private static final int ANSWER_SECONDS = 45;

    private final List<Endpoint> endpoints;
    private final Pages pages;
    private final Gate gate;
    private final Bodies bodies;
    private final ActorSystem<?> system;

    Routing(Routes routes, Gate gate, Bodies bodies, ActorSystem<?> system) {
        this.endpoints = routes.all();
        this.pages = routes.pages();
        this.gate = gate;
        this.bodies = bodies;
        this.system = system;
    }

    CompletionStage<HttpResponse> answer(HttpRequest request) {
        try {
            return lead(request);
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(refuse(request, Refusals.PROBLEM.answer(failure, request)));
        }
    }

    private CompletionStage<HttpResponse> lead(HttpRequest request) {
        var segments = new ArrayList<String>();
        request.getUri().pathSegments().forEach(segments::add);
        var allowed = new TreeSet<String>();
        for (var endpoint : endpoints) {
            var variables = endpoint.match(segments);
            if (variables.isPresent()
                    && endpoint.method().equals(request.method().name())) {
                return enter(endpoint, request, variables.get());
            }
            variables.ifPresent(match -> allowed.add(endpoint.method()));
        }
        var path = request.getUri().getPathString();
        var nothing = allowed.isEmpty() && Pages.isWanted(request) ? noPage(request) : nothingHere(path, allowed);
        return CompletableFuture.completedFuture(refuse(request, nothing));
    }

    private HttpResponse noPage(HttpRequest request) {
        var sentence = "There is no page at this address. Go to the transfers and find it from there.";
        return pages.refusal(new Refused(ProblemType.NOT_FOUND, sentence), request);
    }

    private CompletionStage<HttpResponse> enter(Endpoint endpoint, HttpRequest request, Map<String, String> variables) {
        var answer = gate.admit(request, endpoint.permission())
                .thenCompose(caller -> endpoint.handler().answer(new Call(request, variables, bodies, caller)))
                .toCompletableFuture();
        return (endpoint.patient() ? answer : answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .exceptionally(failure -> refuse(request, endpoint.refusals().answer(failure, request)));
    }

    private static HttpResponse nothingHere(String path, SortedSet<String> allowed) {
        if (allowed.isEmpty()) {
            return Problems.answer(
                    ProblemType.NOT_FOUND,
                    "The API has nothing at this path; /api/v1/openapi.yaml says what there is.",
                    path,
                    Map.of());
        }
        var methods = String.join(", ", allowed);
        return Problems.answer(ProblemType.METHOD_NOT_ALLOWED, "Here works only " + methods + ".", path, Map.of())
                .addHeader(RawHeader.create("Allow", methods));
    }

    // A body that nobody reads would hold its connection.
    private HttpResponse refuse(HttpRequest request, HttpResponse problem) {
        request.entity().discardBytes(system);
        return problem;
    }
}
