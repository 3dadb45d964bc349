package http;

import http.cluster.ClusterDoor;
import http.cluster.ClusterView;
import http.cluster.TransferPlaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import model.Mandate;
import org.apache.pekko.Done;
import org.apache.pekko.pattern.StatusReply;

/** A cluster of one worker, "mill", that does nothing but remember what it was told. */
final class StubCluster implements ClusterDoor {

    final List<String> commands = new ArrayList<>();
    /** Who gave each of them. */
    final List<String> by = new ArrayList<>();

    int openTasks;
    private String refusal = "";

    /** The next command is refused. */
    void refuse(String reason) {
        refusal = reason;
    }

    @Override
    public CompletionStage<ClusterView> look() {
        var then = Instant.parse("2026-11-24T10:00:00Z");
        var transfer = UUID.fromString("11111111-1111-4111-8111-111111111111");
        var hold = new ClusterView.Hold(
                transfer, "scan-0", "scan-for-viruses", "cpu", 7, "0-7", openTasks, 1, true, then, 55);
        return CompletableFuture.completedFuture(new ClusterView(
                List.of(new ClusterView.Node("mill", "127.0.0.1:25520", List.of("worker"), "up")),
                List.of(new ClusterView.Worker(
                        "mill",
                        transfer,
                        "127.0.0.1:25520",
                        Map.of("cpu", new ClusterView.Slots(2, 1)),
                        true,
                        false,
                        Optional.of("its disk is full"),
                        openTasks,
                        List.of(hold),
                        1)),
                List.of(new ClusterView.Draining("mill", "unauthenticated", "new disk", then)),
                new ClusterView.Queue(
                        new TreeMap<>(Map.of("cpu", 12L, "io", 0L)),
                        List.of(new ClusterView.Waiting(transfer, "scan-0", "scan-for-viruses", "cpu", 50, 12))),
                List.of("127.0.0.1:25521")));
    }

    @Override
    public CompletionStage<SortedMap<String, Long>> waitingHere() {
        return CompletableFuture.completedFuture(new TreeMap<>(Map.of("cpu", 12L, "io", 0L)));
    }

    @Override
    public CompletionStage<Optional<TransferPlaces>> places() {
        return CompletableFuture.completedFuture(Optional.of(new TransferPlaces(32, 32, 7)));
    }

    @Override
    public CompletionStage<Done> drain(String worker, Mandate mandate) {
        return answer("drain " + worker + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    @Override
    public CompletionStage<Done> undrain(String worker, Mandate mandate) {
        return answer("undrain " + worker + " " + mandate.reason() + " " + mandate.commandId(), mandate);
    }

    private CompletionStage<Done> answer(String command, Mandate mandate) {
        if (!refusal.isEmpty()) {
            var failure = new StatusReply.ErrorMessage(refusal);
            refusal = "";
            return CompletableFuture.failedFuture(failure);
        }
        by.add(mandate.by());
        commands.add(command);
        return CompletableFuture.completedFuture(Done.getInstance());
    }
}
