package http.cluster;

import http.exchange.Call;
import http.exchange.Replies;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import model.Mandate;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What people ask of a worker, by its name. Answers when the journal has it, with who asked and why. */
public record OrderWorker(ClusterDoor door) {

    private static final int REASON_CHARACTERS_MAX = 1000;
    private static final String NAME = "[A-Za-z0-9._-]{1,100}";

    /**
     * What was asked, and how it stands.
     *
     * @param present how many workers of this name are there now
     * @param openTasks tasks that they are at work on
     * @param says the same as a sentence
     */
    record Ordered(String worker, boolean draining, String reason, int present, int openTasks, String says) {}

    @FunctionalInterface
    private interface Order {
        CompletionStage<Done> give(String worker, Mandate mandate);
    }

    public CompletionStage<HttpResponse> drain(Call call) {
        return order(call, "drain", door::drain);
    }

    public CompletionStage<HttpResponse> undrain(Call call) {
        return order(call, "undrain", door::undrain);
    }

    private CompletionStage<HttpResponse> order(Call call, String what, Order order) {
        var worker = call.variable("worker");
        if (!worker.matches(NAME)) {
            throw Replies.missing("No worker can have this name.").get();
        }
        call.idempotencyKey();
        boolean draining = what.equals("drain");
        return call.body()
                .thenApply(body -> body.only("reason").text("reason", REASON_CHARACTERS_MAX))
                .thenCompose(reason -> {
                    var id = call.commandId(List.of(what, worker, reason));
                    return order.give(worker, new Mandate(call.by(), reason, id))
                            .thenCompose(done -> door.look())
                            .thenApply(view -> Replies.json(202, ordered(worker, draining, reason, view)));
                });
    }

    private static Ordered ordered(String worker, boolean draining, String reason, ClusterView view) {
        var present = view.workers().stream()
                .filter(each -> each.name().equals(worker))
                .toList();
        int open = present.stream().mapToInt(ClusterView.Worker::openTasks).sum();
        var says = present.isEmpty() ? saysOfAbsent(worker, draining, view) : says(worker, draining, open);
        return new Ordered(worker, draining, reason, present.size(), open, says);
    }

    /** A name may be meant for later, or mistyped. */
    private static String saysOfAbsent(String worker, boolean draining, ClusterView view) {
        var here = view.workers().stream()
                .map(ClusterView.Worker::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return "no worker " + worker + " is here now" + (here.isEmpty() ? "" : ", only " + here) + "; it will take "
                + (draining ? "nothing" : "work") + " when it comes";
    }

    private static String says(String worker, boolean draining, int open) {
        if (!draining) {
            return "worker " + worker + " takes work";
        }
        return "worker " + worker + " is draining; "
                + switch (open) {
                    case 0 -> "it runs nothing";
                    case 1 -> "it still runs 1 task";
                    default -> "it still runs " + open + " tasks";
                };
    }
}
