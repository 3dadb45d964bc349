package http.pages.audit;

import audit.Verification;
import audit.history.Moment;
import audit.history.TransferThen;
import http.audit.Trail;
import http.audit.VerifyRecord;
import http.exchange.Call;
import http.exchange.Form;
import http.exchange.Parameters;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.pages.Address;
import http.pages.Parts;
import http.pages.Shown;
import http.pages.Texts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import model.TransferId;
import views.Page;
import views.TransferRow;

/** What happened to a transfer and how it stood then, and whether the record is what was written. */
public record ShowAudit(Trail trail, VerifyRecord record, ReadModels views, Reading reading, Texts texts) {

    /** Most transfers are verified within this time, and their page shows the result at once. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private static final String NONE = "There is no transfer of this id.";

    public CompletionStage<Shown> transfer(Call call) {
        var id = call.transfer();
        var asked = call.parameters("at", "offset", "limit");
        var address = Address.of(path(id)).with("limit", asked.text("limit").orElse(""));
        var paging = asked.paging();
        return reading.read(() -> {
            var transfer = row(id);
            var timeline = trail.history().timeline(id).orElseThrow(Replies.missing(NONE));
            var events = new Page<>(
                    trail.history().some(id, paging.offset() + 1L, paging.limit()), timeline.events(), paging);
            var screen = new AuditScreen(
                    new ThenScreen(transfer, then(id, asked), texts),
                    timeline,
                    events,
                    Parts.of(events, address.with("at", asked.text("at").orElse(""))),
                    trail.verifications()
                            .running(false)
                            .filter(running -> running.begun().transfer().equals(Optional.of(id)))
                            .isPresent(),
                    latest(Optional.of(id)));
            return new Shown("audit", texts.of("audit.title", transfer.name()), "transfers", screen, 0);
        });
    }

    /** Only how the transfer stood at a moment: what changes while the timeline is dragged. */
    public CompletionStage<Shown> then(Call call) {
        var id = call.transfer();
        var asked = call.parameters("at");
        return reading.read(() -> {
            var transfer = row(id);
            return new Shown("then", transfer.name(), "transfers", new ThenScreen(transfer, then(id, asked), texts), 0);
        });
    }

    private TransferRow row(TransferId id) {
        return views.transfer().of(id).orElseThrow(Replies.missing(NONE)).transfer();
    }

    private ThenScreen.Then then(TransferId id, Parameters asked) {
        var moment = asked.text("at")
                .map(text -> Moment.parse(text)
                        .orElseThrow(() -> Parameters.bad(
                                "\"at\" is the number of an event, or a" + " time such as 2026-11-24T08:00:00Z.")))
                .orElse(Moment.END);
        TransferThen state = trail.history()
                .then(id, moment)
                .orElseThrow(Replies.missing("There is no transfer of this id, or nothing of it was there yet."));
        return new ThenScreen.Then(
                state, trail.history().some(id, state.number(), 1).stream().findFirst());
    }

    public CompletionStage<Address> verifyOne(Call call, Form form) {
        var id = call.transfer();
        var running = record.begin(Optional.of(id), call.by());
        // Whatever has not ended by then is shown as running.
        return running.end()
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(running.begun(), AT_ONCE.toSeconds(), TimeUnit.SECONDS)
                .thenApply(
                        over -> Address.of(path(id)).with("at", form.text("at")).at("proof"));
    }

    public CompletionStage<Shown> whole(Call call) {
        call.parameters();
        return reading.read(() -> {
            var screen = new RecordScreen(
                    trail.verifications().running(true).map(running -> running.begun()),
                    latest(Optional.empty()),
                    trail.verifications().heads().isPresent(),
                    record.log());
            return new Shown("record", texts.of("record.title"), "audit", screen, 0);
        });
    }

    public CompletionStage<Address> verifyAll(Call call, Form form) {
        record.begin(Optional.empty(), call.by());
        return CompletableFuture.completedFuture(Address.of("/audit"));
    }

    private Optional<VerdictText> latest(Optional<TransferId> transfer) {
        return trail.verifications()
                .latest(transfer)
                .filter(Verification::isOver)
                .map(verification -> VerdictText.of(verification, texts));
    }

    private static String path(TransferId id) {
        return "/transfers/" + id + "/audit";
    }
}
