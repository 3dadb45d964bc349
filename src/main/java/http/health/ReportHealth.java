package http.health;

import http.exchange.Call;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Says whether the process lives, and whether it can work. */
public record ReportHealth(List<HealthCheck> checks, Reading reading) {

    private static final int ANSWER_SECONDS = 5;

    private record Finding(String name, Optional<String> complaint) {}

    record Ready(String status, Map<String, Object> checks) {}

    /** An answer at all is the message. */
    public CompletionStage<HttpResponse> live(Call call) {
        return CompletableFuture.completedFuture(Replies.ok(Map.of("status", "live")));
    }

    public CompletionStage<HttpResponse> ready(Call call) {
        var findings = checks.stream().map(this::check).toList();
        return CompletableFuture.allOf(findings.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        answer(findings.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Finding> check(HealthCheck check) {
        return reading.read(() -> new Finding(check.name(), check.complaint()))
                .toCompletableFuture()
                .completeOnTimeout(
                        new Finding(check.name(), Optional.of("does not answer")), ANSWER_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> new Finding(check.name(), Optional.of("does not answer")));
    }

    private static HttpResponse answer(List<Finding> findings) {
        var report = new TreeMap<String, Object>();
        findings.forEach(each -> report.put(each.name(), each.complaint().orElse("ok")));
        var complaints = findings.stream()
                .filter(each -> each.complaint().isPresent())
                .map(each -> each.name() + " " + each.complaint().get())
                .collect(Collectors.joining("; "));
        if (!complaints.isEmpty()) {
            throw new Refused(
                    ProblemType.NOT_READY,
                    "Not everything works: " + complaints + ". Ask again in a few seconds.",
                    Map.of("checks", report));
        }
        return Replies.ok(new Ready("ready", report));
    }
}
