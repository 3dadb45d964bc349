package audit.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import model.JobId;
import model.TransferId;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;

/** Makes the state of a transfer at one moment: applies its own events, and of its jobs only what their words depend on. */
final class StateAt {

    private final TransferId transfer;
    private final JobPoints points;
    private final Moment moment;
    private final Replay replay;
    private Optional<String> open = Optional.empty();
    private long read; // events of the open job before the moment
    private boolean reached;

    StateAt(TransferId transfer, JobPoints points, Moment moment) {
        this.transfer = transfer;
        this.points = points;
        this.moment = moment;
        this.replay = new Replay(transfer);
    }

    TransferThen of(Outline outline) {
        var stretches = outline.stretches();
        for (int at = 0; at < stretches.size() && !reached; at++) {
            var stretch = stretches.get(at);
            if (stretch.number() > moment.number()) {
                break;
            }
            if (stretch.own().isPresent()) {
                own(stretch, stretch.own().get());
            } else {
                ofJob(stretch, endsWithin(stretch, stretches, at));
            }
        }
        open.filter(job -> read > 0)
                .ifPresent(job ->
                        replay.know(job, points.at(job, read, replay.step(job)).state()));
        return replay.then();
    }

    private boolean endsWithin(Stretch stretch, List<Stretch> stretches, int at) {
        if (stretch.last() >= moment.number()) {
            return true;
        }
        return at + 1 >= stretches.size()
                || moment.isBefore(timeOf(stretches.get(at + 1).own().orElseThrow()));
    }

    private static Instant timeOf(TransferEvent own) {
        return EventTime.of(own).orElseThrow();
    }

    private void own(Stretch stretch, TransferEvent event) {
        if (moment.isBefore(timeOf(event))) {
            reached = true;
            return;
        }
        if (event instanceof JobClosed closed && open.isPresent()) {
            var job = open.get();
            replay.know(job, points.closed(job, closed.sequence(), replay.step(job)));
            open = Optional.empty();
        }
        replay.apply(stretch.persistenceId(), event, stretch.link(), timeOf(event));
        if (event instanceof JobOpened opened) {
            open = Optional.of(new JobId(transfer, opened.step(), opened.turn()).persistenceId());
            read = 0;
        }
    }

    private void ofJob(Stretch stretch, boolean ends) {
        long count = Math.min(stretch.count(), moment.number() - stretch.number() + 1);
        if (!ends) {
            read += count;
            replay.pass(count, Optional.empty());
            return;
        }
        var step = replay.step(stretch.persistenceId());
        var point = points.before(moment, stretch.persistenceId(), stretch.sequence() + count - 1, step);
        read = Math.max(read, point.sequence());
        long passed = Math.max(0, point.sequence() - stretch.sequence() + 1);
        replay.pass(passed, point.time().filter(time -> point.timed() >= stretch.sequence()));
        reached = passed < stretch.count();
    }
}
