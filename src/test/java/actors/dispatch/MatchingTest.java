package actors.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import actors.dispatch.Dispatcher.Demand;
import actors.dispatch.Matching.Grant;
import actors.job.JobActor;
import actors.worker.WorkerActor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import model.TransferId;
import model.WorkerId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import workflow.ResourceClass;

class MatchingTest {

    private static final ResourceClass CPU = ResourceClass.CPU;
    private static final TransferId LARGE = transfer(1);
    private static final TransferId SMALL = transfer(2);
    private static final WorkerId FIRST = new WorkerId(new UUID(0, 1));
    private static final WorkerId SECOND = new WorkerId(new UUID(0, 2));

    private final Matching matching = new Matching();
    private final ActorRef<JobActor.Command> large = job();
    private final ActorRef<JobActor.Command> small = job();

    @Test
    void nothing_is_granted_without_workers_or_without_demand() {
        matching.demand(new Demand(LARGE, CPU, 100, large));
        assertThat(matching.match()).isEmpty();

        matching.jobGone(large);
        comes(FIRST, 4);
        assertThat(matching.match()).isEmpty();
    }

    @Test
    void a_worker_without_slots_of_a_class_gets_none_of_its_work() {
        matching.workerCame(FIRST, worker(), Map.of(ResourceClass.IO, 4));
        matching.demand(new Demand(LARGE, CPU, 100, large));

        assertThat(matching.match()).isEmpty();
    }

    @Test
    void each_slot_gets_one_hand_out_to_work_on_and_one_to_wait() {
        comes(FIRST, 3);
        matching.demand(new Demand(LARGE, CPU, 10_000, large));

        assertThat(matching.match()).hasSize(6).extracting(Grant::most).containsOnly(128);
        assertThat(matching.match()).as("the worker is full").isEmpty();
    }

    @Test
    void what_waits_is_shared_among_all_slots() {
        comes(FIRST, 2);
        comes(SECOND, 2);
        matching.demand(new Demand(LARGE, CPU, 20, large));

        var grants = matching.match();

        assertThat(grants).extracting(Grant::most).containsExactly(3, 3, 2, 2, 2, 1, 1, 1);
        assertThat(grants.stream().collect(Collectors.groupingBy(Grant::worker, Collectors.counting())))
                .isEqualTo(Map.of(FIRST, 4L, SECOND, 4L));
    }

    @Test
    void a_small_transfer_waits_for_one_hand_out_of_a_large_one_at_most() {
        comes(FIRST, 1);
        matching.demand(new Demand(LARGE, CPU, 10_000, large));
        matching.match();
        matching.demand(new Demand(SMALL, CPU, 1, small));
        matching.release(large, FIRST, CPU);
        matching.release(large, FIRST, CPU);

        assertThat(matching.match()).extracting(Grant::job).containsExactly(large, small);
    }

    @Test
    void transfers_take_turns() {
        comes(FIRST, 2);
        matching.demand(new Demand(LARGE, CPU, 10_000, large));
        matching.demand(new Demand(SMALL, CPU, 10_000, small));

        assertThat(matching.match()).extracting(Grant::job).containsExactly(large, small, large, small);
    }

    @Test
    void a_demand_replaces_what_the_job_said_before() {
        matching.demand(new Demand(LARGE, CPU, 100, large));
        matching.demand(new Demand(LARGE, CPU, 1, large));
        comes(FIRST, 4);

        assertThat(matching.match()).extracting(Grant::most).containsExactly(1);
    }

    @Test
    void a_job_that_is_gone_gives_all_its_room_back() {
        comes(FIRST, 1);
        matching.demand(new Demand(LARGE, CPU, 10_000, large));
        assertThat(matching.match()).hasSize(2);

        matching.jobGone(large);
        matching.demand(new Demand(SMALL, CPU, 10_000, small));

        assertThat(matching.knowsJob(large)).isFalse();
        assertThat(matching.match()).hasSize(2).extracting(Grant::job).containsOnly(small);
    }

    @Test
    void a_release_of_what_was_not_held_makes_no_room() {
        comes(FIRST, 1);
        matching.demand(new Demand(LARGE, CPU, 10_000, large));
        matching.match();

        matching.release(small, FIRST, CPU);
        matching.release(large, SECOND, CPU);
        matching.release(large, FIRST, ResourceClass.IO);

        assertThat(matching.match()).isEmpty();
    }

    @Test
    void hand_outs_that_a_recovered_job_still_holds_take_their_room() {
        matching.take(large, FIRST, CPU);
        comes(FIRST, 1);
        matching.demand(new Demand(SMALL, CPU, 10_000, small));

        assertThat(matching.match()).hasSize(1);
    }

    @Test
    void a_worker_that_is_gone_is_granted_to_nobody() {
        var ref = comes(FIRST, 1);
        matching.workerGone(ref);
        matching.demand(new Demand(LARGE, CPU, 10_000, large));

        assertThat(matching.match()).isEmpty();
        assertThat(matching.knows(ref)).isFalse();
        assertThat(matching.worker(FIRST)).isEmpty();
    }

    @Test
    void a_worker_is_found_at_its_newest_address() {
        comes(FIRST, 1);
        var now = comes(FIRST, 1);

        assertThat(matching.worker(FIRST)).contains(now);
    }

    /** Whatever comes in whatever order: no worker is given more than its room, and no job more than it asked for. */
    @Property
    void no_worker_is_overloaded_and_no_slot_idle_while_work_waits(
            @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> moves,
            @ForAll @IntRange(min = 1, max = 5) int slots) {
        var subject = new Matching();
        var jobs = List.of(job(), job(), job());
        subject.workerCame(FIRST, worker(), Map.of(CPU, slots));
        var out = new ArrayList<Grant>();
        for (int move : moves) {
            int which = move % 3;
            if (move < 6) {
                int wanted = 7 * (move + 1);
                subject.demand(new Demand(transfer(which), CPU, wanted, jobs.get(which)));
                var granted = subject.match();
                assertThat(granted.stream()
                                .filter(grant -> grant.job().equals(jobs.get(which)))
                                .mapToInt(Grant::most)
                                .sum())
                        .isLessThanOrEqualTo(wanted);
                out.addAll(granted);
                boolean allGiven = granted.stream().mapToInt(Grant::most).sum() >= wanted;
                assertThat(allGiven || out.size() == 2 * slots).isTrue();
            } else if (!out.isEmpty()) {
                var done = out.remove(0);
                subject.release(done.job(), done.worker(), CPU);
                out.addAll(subject.match());
            }
            assertThat(out).hasSizeLessThanOrEqualTo(2 * slots);
        }
    }

    private ActorRef<WorkerActor.Command> comes(WorkerId id, int slots) {
        var ref = worker();
        matching.workerCame(id, ref, Map.of(CPU, slots));
        return ref;
    }

    private static ActorRef<JobActor.Command> job() {
        return TestInbox.<JobActor.Command>create().getRef();
    }

    private static ActorRef<WorkerActor.Command> worker() {
        return TestInbox.<WorkerActor.Command>create().getRef();
    }

    private static TransferId transfer(int number) {
        return new TransferId(new UUID(0, number));
    }
}
