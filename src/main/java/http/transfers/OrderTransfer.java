package http.transfers;

import http.exchange.Call;
import http.exchange.JsonBody;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import model.FailedTasks;
import model.JobId;
import model.Mandate;
import model.Ordinals;
import model.TransferId;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * What people ask of a transfer on its way, or of one that failed. Answers when the journal has it, with who asked and
 * why.
 */
public record OrderTransfer(TransferDoor door, ReadModels views, Reading reading) {

    private static final int REASON_CHARACTERS_MAX = 1000;
    private static final int NAME_CHARACTERS_MAX = 255;
    private static final int ORDINAL_MAX = 99_999_999;
    private static final int PRIORITY_MAX = 100;

    record Ordered(TransferId transfer, String reason) {}

    record OrderedTasks(TransferId transfer, Optional<String> job, List<Integer> tasks, String reason) {}

    record OrderedPriority(TransferId transfer, int priority, String reason) {}

    public CompletionStage<HttpResponse> retry(Call call) {
        return tasks(call, "retry", door::retry);
    }

    public CompletionStage<HttpResponse> skip(Call call) {
        return tasks(call, "skip", door::skip);
    }

    public CompletionStage<HttpResponse> pause(Call call) {
        return plain(call, "pause", door::pause);
    }

    public CompletionStage<HttpResponse> resume(Call call) {
        return plain(call, "resume", door::resume);
    }

    public CompletionStage<HttpResponse> prioritize(Call call) {
        var id = call.transfer();
        return given(call, body -> {
            body.only("priority", "reason");
            int priority = body.number("priority", 0, PRIORITY_MAX);
            var reason = reason(body);
            var mandate = mandate(call, reason, List.of("priority", String.valueOf(priority)));
            return door.prioritize(id, priority, mandate)
                    .thenApply(done -> Replies.json(202, new OrderedPriority(id, priority, reason)));
        });
    }

    @FunctionalInterface
    private interface TasksDoor {
        CompletionStage<Done> order(TransferId id, FailedTasks tasks, Mandate mandate);
    }

    @FunctionalInterface
    private interface PlainDoor {
        CompletionStage<Done> order(TransferId id, Mandate mandate);
    }

    private CompletionStage<HttpResponse> tasks(Call call, String what, TasksDoor ordered) {
        var id = call.transfer();
        return given(call, body -> {
            body.only("job", "tasks", "reason");
            var job = body.optionalText("job", NAME_CHARACTERS_MAX).map(name -> job(call, name));
            var tasks = Ordinals.of(body.numbers("tasks", ORDINAL_MAX));
            var reason = reason(body);
            if (job.isEmpty() && !tasks.isEmpty()) {
                throw new Refused(ProblemType.INVALID_BODY, "\"tasks\" are of a job; name it as \"job\".");
            }
            var name = job.map(JobId::localName);
            var mandate = mandate(call, reason, List.of(what, name.orElse(""), tasks.ranges()));
            var numbers = tasks.stream().boxed().toList();
            return ordered.order(id, new FailedTasks(job, tasks), mandate)
                    .thenApply(done -> Replies.json(202, new OrderedTasks(id, name, numbers, reason)));
        });
    }

    private CompletionStage<HttpResponse> plain(Call call, String what, PlainDoor ordered) {
        var id = call.transfer();
        return given(call, body -> {
            var reason = reason(body.only("reason"));
            return ordered.order(id, mandate(call, reason, List.of(what)))
                    .thenApply(done -> Replies.json(202, new Ordered(id, reason)));
        });
    }

    private CompletionStage<HttpResponse> given(Call call, Function<JsonBody, CompletionStage<HttpResponse>> ask) {
        call.idempotencyKey();
        return call.body()
                .thenCompose(body -> reading.read(() -> views.transfer().of(call.transfer()))
                        .thenApply(known -> known.orElseThrow(Replies.missing("There is no transfer of this id.")))
                        .thenCompose(known -> ask.apply(body)));
    }

    private static JobId job(Call call, String name) {
        return call.job(name)
                .orElseThrow(() -> new Refused(
                        ProblemType.INVALID_BODY,
                        "\"job\" is no job's name, which is its step, a hyphen and its turn."));
    }

    private static String reason(JsonBody body) {
        return body.text("reason", REASON_CHARACTERS_MAX);
    }

    private static Mandate mandate(Call call, String reason, List<String> order) {
        var asked = new ArrayList<>(order);
        asked.add(call.transfer().toString());
        asked.add(reason);
        return new Mandate(call.by(), reason, call.commandId(asked));
    }
}
