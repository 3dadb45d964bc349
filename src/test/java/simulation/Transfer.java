package simulation;

import actors.transfer.Order;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import model.JobId;
import model.TransferId;
import model.TransferStatus;
import pipeline.Answer;
import pipeline.job.ClosedJob;
import pipeline.journal.ChainedEvent;
import pipeline.journal.Incarnation;
import pipeline.journal.Journaled;
import pipeline.transfer.ActiveTransfer;
import pipeline.transfer.EndedTransfer;
import pipeline.transfer.PlaceNeed;
import pipeline.transfer.TransferDue;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.Tidied;
import pipeline.transfer.TransferState;
import pipeline.transfer.TransferState.NotSubmitted;

/** One incarnation of a transfer on a coordinator: stands where {@code TransferActor} stands. */
final class Transfer {

    private final TransferId id;
    private final Coordinator home;
    private final Persistent<TransferState> actor;
    private final Incarnation<TransferState, Boolean> life;
    private Optional<Job> job = Optional.empty();
    private boolean tidying;
    private long said;
    private boolean waits;
    private long turn;

    Transfer(TransferId id, Coordinator home, Runnable onFailure) {
        this.id = id;
        this.home = home;
        this.actor = new Persistent<>(
                home,
                "transfer|" + id,
                new Journaled<>(0, ChainedEvent.GENESIS, TransferState.initial()),
                (before, stored) -> before.apply((TransferEvent) stored.event(), stored.link()),
                () -> {
                    job.ifPresent(Job::stop);
                    onFailure.run();
                });
        this.life = new Incarnation<>(actor, this::resume);
        actor.recover(life::isAttached, this::begin);
    }

    private void begin(Journaled<TransferState> state) {
        life.begin(
                state,
                state.state() instanceof ActiveTransfer active
                        ? active.attach(home.name, home.instant())
                        : Answer.<TransferEvent>nothing());
    }

    void stop() {
        job.ifPresent(Job::stop);
        actor.stop();
    }

    Coordinator home() {
        return home;
    }

    boolean isStopped() {
        return actor.isStopped();
    }

    // --- Commands ---------------------------------------------------------------------------------

    /** Answers yes when the order is stored, or was before, and no when it can't be carried out. */
    void order(Order order, Consumer<Boolean> reply) {
        actor.tell(state -> {
            var answer = order.to(state.state(), home.name, home.instant());
            if (answer instanceof Answer.No<TransferEvent>) {
                reply.accept(false);
                leaveIfIdle(state.state());
            } else {
                life.store(state, answer, after -> reply.accept(true));
            }
        });
    }

    /** The next incarnation reads again what another may have stored meanwhile. */
    private void leaveIfIdle(TransferState state) {
        if (state instanceof NotSubmitted || (state instanceof EndedTransfer ended && ended.tidied())) {
            home.leave(id);
        }
    }

    private void jobClosed(ClosedJob closed, long sequence, String head) {
        actor.tell(state -> {
            if (state.state() instanceof ActiveTransfer active && active.due() instanceof TransferDue.RunJob due) {
                life.store(
                        state,
                        active.jobClosed(new JobClosed(
                                due.step(),
                                due.turn(),
                                closed.closed().outcome(),
                                closed.closed().counts(),
                                closed.closed().failure(),
                                closed.tally().products(),
                                closed.tally().findings(),
                                sequence,
                                head,
                                home.instant(),
                                Optional.of(closed.failed()).filter(failed -> !failed.isEmpty()))),
                        after -> {});
            }
        });
    }

    void wake() {
        actor.tell(life::resume);
    }

    void takePlace(long granted) {
        actor.tell(state -> {
            if (state.state() instanceof ActiveTransfer active && waits && granted == turn) {
                life.store(state, active.admit(home.instant()), after -> {});
            } else {
                say(state.state().need());
            }
        });
    }

    /** What it needs, now and again after a while. One sender's words arrive in order, unless they are lost. */
    private void say(PlaceNeed need) {
        long saying = ++said;
        if (need instanceof PlaceNeed.Waits && !waits) {
            turn++;
        }
        waits = need instanceof PlaceNeed.Waits;
        long now = turn;
        var desk = home.world.desk();
        if (!home.world.faults.areOver() && home.world.dice.chance(0.05)) {
            home.world.trace.say(home.name, () -> "LOST: " + id + " needs " + need);
        } else {
            desk.home().later(Timeline.millis(1), () -> desk.said(id, need, now, this));
        }
        if (!(need instanceof PlaceNeed.None)) {
            home.later(Timeline.seconds(5), () -> {
                if (said == saying) {
                    wake();
                }
            });
        }
    }

    // --- What the state asks of the world -----------------------------------------------------------

    private void resume(Journaled<TransferState> journaled) {
        say(journaled.state().need());
        var due = journaled.state().due();
        if (due instanceof TransferDue.RunJob run) {
            run((ActiveTransfer) journaled.state(), run);
        } else if (due instanceof TransferDue.Tidy) {
            tidy((EndedTransfer) journaled.state());
        } else {
            job.ifPresent(Job::stop);
            job = Optional.empty();
        }
    }

    private void run(ActiveTransfer state, TransferDue.RunJob run) {
        var jobId = new JobId(id, run.step(), run.turn());
        if (job.isEmpty() || !job.get().id().equals(jobId)) {
            job.ifPresent(Job::stop);
            job = Optional.of(new Job(jobId, state, run, home, this::jobClosed, this::jobStopped));
        }
        if (run.stopping()) {
            job.get().cancel();
        } else {
            job.get().steer(run.steering());
        }
    }

    private void jobStopped() {
        job = Optional.empty();
        home.later(Timeline.seconds(1), this::wake);
    }

    private void tidy(EndedTransfer ended) {
        job.ifPresent(Job::stop);
        job = Optional.empty();
        if (tidying) {
            return;
        }
        tidying = true;
        home.later(home.world.dice.between(1_000_000, Timeline.seconds(2)), () -> {
            if (ended.ended().status() != TransferStatus.FAILED) {
                home.world.disk.removeBelow("work/" + id + "/");
            }
            actor.tell(state -> tidied(state, ended.head()));
        });
    }

    private void tidied(Journaled<TransferState> state, String head) {
        tidying = false;
        if (state.state() instanceof EndedTransfer ended && ended.head().equals(head)) {
            life.store(state, Answer.yes(List.of(new Tidied(home.instant()))), after -> {});
        } else {
            life.resume(state);
        }
    }
}
