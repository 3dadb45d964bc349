package actors.transfer;

import actors.transfer.TransferActor.Summary;
import java.util.List;
import java.util.Optional;
import model.DatedFinding;
import model.Finding;
import model.TransferStatus;
import pipeline.transfer.ActiveTransfer;
import pipeline.transfer.EndedTransfer;
import pipeline.transfer.PlaceNeed;
import pipeline.transfer.TransferState;
import pipeline.transfer.Whereabouts;

/** What a transfer's state looks like from outside. */
final class Summaries {

    private Summaries() {}

    static Summary of(TransferState state) {
        if (state instanceof ActiveTransfer active) {
            return of(active);
        }
        if (state instanceof EndedTransfer ended) {
            return new Summary(
                    true,
                    ended.ended().status(),
                    Optional.empty(),
                    Optional.of(ended.submission().sip().toString()),
                    location(ended.findings()),
                    ended.ended().failure());
        }
        return new Summary(
                false,
                TransferStatus.PROCESSING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Summary of(ActiveTransfer active) {
        var sip = Optional.of(active.submission().sip().toString());
        var aip = location(active.findings());
        boolean paused = active.orders().paused().isPresent();
        if (active.whereabouts() instanceof Whereabouts.AtChoice at) {
            var status = paused ? TransferStatus.PAUSED : TransferStatus.WAITING;
            return new Summary(true, status, Optional.of(at.step()), sip, aip, Optional.empty());
        }
        var step = active.whereabouts() instanceof Whereabouts.InJob in
                ? Optional.of(in.job().step())
                : Optional.<String>empty();
        return new Summary(true, paused ? TransferStatus.PAUSED : onItsWay(active), step, sip, aip, Optional.empty());
    }

    private static TransferStatus onItsWay(ActiveTransfer active) {
        return active.need() instanceof PlaceNeed.Waits ? TransferStatus.QUEUED : TransferStatus.PROCESSING;
    }

    private static Optional<String> location(List<DatedFinding> findings) {
        return findings.stream()
                .map(DatedFinding::finding)
                .filter(Finding.AipStored.class::isInstance)
                .map(finding -> ((Finding.AipStored) finding).location())
                .findFirst();
    }
}
