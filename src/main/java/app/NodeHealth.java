package app;

import http.health.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import views.Feed;
import views.ViewsUnavailable;

/** What must be well for a node to work. */
record NodeHealth(String name, Supplier<Optional<String>> look) implements HealthCheck {

    static List<HealthCheck> checks(NodeLife life) {
        var cluster = Cluster.get(life.system());
        var feed = new Feed(life.parts().views().orElseThrow());
        var workArea = life.parts().area().root();
        return Stream.of(
                        new NodeHealth(
                                "cluster", () -> complaint(cluster.selfMember().status())),
                        new NodeHealth(
                                "database",
                                () -> life.parts().journal().complaint().or(() -> complaint(feed))),
                        new NodeHealth("work-area", () -> complaint(workArea)),
                        new NodeHealth("worker", () -> life.parts()
                                .worker()
                                .flatMap(of -> of.bench().complaint())
                                .map(reason -> "takes no work: " + reason)))
                .filter(check ->
                        !check.name().equals("worker") || life.parts().worker().isPresent())
                .map(HealthCheck.class::cast)
                .toList();
    }

    @Override
    public Optional<String> complaint() {
        return look.get();
    }

    private static Optional<String> complaint(MemberStatus status) {
        return status.equals(MemberStatus.up())
                ? Optional.empty()
                : Optional.of("has this node as \"" + status + "\", not as a member that is up");
    }

    private static Optional<String> complaint(Feed feed) {
        try {
            feed.latest();
            return Optional.empty();
        } catch (ViewsUnavailable away) {
            return Optional.of("does not answer (" + said(away) + ")");
        }
    }

    private static String said(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static Optional<String> complaint(Path workArea) {
        try {
            Files.delete(Files.createTempFile(workArea, "ready", ".tmp"));
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of("can't be written (" + failure.getMessage() + ")");
        }
    }
}
