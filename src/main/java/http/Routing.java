package http;

import http.exchange.Bodies;
import http.exchange.Call;
import http.exchange.Endpoint;
import http.problem.ProblemType;
import http.problem.Problems;
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

/** Leads each request to its endpoint, and makes a problem of whatever goes wrong there. */
final class Routing {

    // Above the limit of a transfer's answer and of a database statement, so that theirs is heard first.
    private static final int ANSWER_SECONDS = 45;

    private final List<Endpoint> endpoints;
    private final Bodies bodies;
    private final ActorSystem<?> system;

    Routing(List<Endpoint> endpoints, Bodies bodies, ActorSystem<?> system) {
        this.endpoints = endpoints;
        this.bodies = bodies;
        this.system = system;
    }

    CompletionStage<HttpResponse> answer(HttpRequest request) {
        var path = request.getUri().getPathString();
        try {
            return lead(request, path)
                    .toCompletableFuture()
                    .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(failure -> refuse(request, Problems.answer(failure, path)));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(refuse(request, Problems.answer(failure, path)));
        }
    }

    private CompletionStage<HttpResponse> lead(HttpRequest request, String path) {
        var segments = new ArrayList<String>();
        request.getUri().pathSegments().forEach(segments::add);
        var allowed = new TreeSet<String>();
        for (var endpoint : endpoints) {
            var variables = endpoint.match(segments);
            if (variables.isPresent()
                    && endpoint.method().equals(request.method().name())) {
                return endpoint.handler().answer(new Call(request, variables.get(), bodies));
            }
            variables.ifPresent(match -> allowed.add(endpoint.method()));
        }
        return CompletableFuture.completedFuture(refuse(request, nothingHere(path, allowed)));
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
