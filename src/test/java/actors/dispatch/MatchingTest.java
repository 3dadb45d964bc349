package actors.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import actors.dispatch.Dispatcher.Demand;
import actors.dispatch.Dispatcher.WorkerHello;
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
        matching.demand(wants(LARGE, 100, large));
        assertThat(matching.match()).isEmpty();

        matching.jobGone(large);
        comes(FIRST, 4);
        assertThat(matching.match()).isEmpty();
    }

    @Test
    void a_worker_without_slots_of_a_class_gets_none_of_its_work() {
        matching.workerCame(new WorkerHello(FIRST, worker(), Map.of(ResourceClass.IO, 4), Map.of(), "mill"));
        matching.demand(wants(LARGE, 100, large));

        assertThat(matching.match()).isEmpty();
    }

    @Test
    void each_slot_gets_one_hand_out_to_work_on_and_one_to_wait() {
        comes(FIRST, 3);
        matching.demand(wants(LARGE, 10_000, large));

        assertThat(matching.match()).hasSize(6).extracting(Grant::most).containsOnly(125);
        assertThat(matching.match()).as("the worker is full").isEmpty();
    }

    @Test
    void what_waits_is_shared_among_all_slots() {
        comes(FIRST, 2);
        comes(SECOND, 2);
        matching.demand(wants(LARGE, 20, large));

        var grants = matching.match();

        assertThat(grants).extracting(Grant::most).containsExactly(3, 3, 2, 2, 2, 1, 1, 1);
        assertThat(grants.stream().collect(Collectors.groupingBy(Grant::worker, Collectors.counting())))
                .isEqualTo(Map.of(FIRST, 4L, SECOND, 4L));
    }

    @Test
    void a_small_transfer_waits_for_one_hand_out_of_a_large_one_at_most() {
        comes(FIRST, 1);
        matching.demand(wants(LARGE, 10_000, large));
        matching.match();
        matching.demand(wants(SMALL, 1, small));
        matching.release(large, FIRST, CPU);
        matching.release(large, FIRST, CPU);

        assertThat(matching.match()).extracting(Grant::job).containsExactly(small, large);
    }

    @Test
    void transfers_take_turns() {
        comes(FIRST, 2);
        matching.demand(wants(LARGE, 10_000, large));
        matching.demand(wants(SMALL, 10_000, small));

        assertThat(matching.match()).extracting(Grant::job).containsExactly(large, small, large, small);
    }

    @Test
    void a_demand_replaces_what_the_job_said_before() {
        matching.demand(wants(LARGE, 100, large));
        matching.demand(wants(LARGE, 1, large));
        comes(FIRST, 4);

        assertThat(matching.match()).extracting(Grant::most).containsExactly(1);
    }

    @Test
    void a_job_that_is_gone_gives_all_its_room_back() {
        comes(FIRST, 1);
        matching.demand(wants(LARGE, 10_000, large));
        assertThat(matching.match()).hasSize(2);

        matching.jobGone(large);
        matching.demand(wants(SMALL, 10_000, small));

        assertThat(matching.knowsJob(large)).isFalse();
        assertThat(matching.match()).hasSize(2).extracting(Grant::job).containsOnly(small);
    }

    @Test
    void a_release_of_what_was_not_held_makes_no_room() {
        comes(FIRST, 1);
        matching.demand(wants(LARGE, 10_000, large));
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
        matching.demand(wants(SMALL, 10_000, small));

        assertThat(matching.match()).hasSize(1);
    }

    @Test
    void a_worker_that_is_gone_is_granted_to_nobody() {
        var ref = comes(FIRST, 1);
        matching.workerGone(ref);
        matching.demand(wants(LARGE, 10_000, large));

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

    @Test
    void what_is_given_ahead_is_measured_in_time() {
        comes(FIRST, 1);
        assertThat(firstGroup(0)).as("nobody knows how long they take").isEqualTo(8);
        assertThat(firstGroup(10)).as("short ones").isEqualTo(512);
        assertThat(firstGroup(25_000)).isEqualTo(10);
        assertThat(firstGroup(60_000_000)).as("long ones").isEqualTo(1);
    }

    private int firstGroup(long taskMicros) {
        matching.demand(new Demand(large, new Dispatcher.Work(LARGE, CPU, "action", 50, false, taskMicros), 10_000));
        int most = matching.match().get(0).most();
        matching.jobGone(large);
        return most;
    }

    @Test
    void room_is_kept_for_small_transfers() {
        comes(FIRST, 1);
        matching.demand(wants(LARGE, 10_000, large));
        assertThat(matching.match()).hasSize(2);

        matching.demand(new Demand(small, new Dispatcher.Work(SMALL, CPU, "action", 50, true, 2_000), 3));

        assertThat(matching.match()).extracting(Grant::job).contains(small);
    }

    @Test
    void ten_points_of_priority_double_a_transfers_share_and_none_is_starved() {
        comes(FIRST, 1);
        matching.demand(prioritized(LARGE, 60, large));
        matching.demand(prioritized(SMALL, 50, small));

        var jobs = new ArrayList<ActorRef<JobActor.Command>>();
        for (int i = 0; i < 300; i++) {
            for (var grant : matching.match()) {
                jobs.add(grant.job());
                matching.release(grant.job(), FIRST, CPU);
            }
        }

        long much = jobs.stream().filter(large::equals).count();
        assertThat(much).isBetween(jobs.size() * 2L / 3 - 2, jobs.size() * 2L / 3 + 2);
    }

    private static Demand prioritized(TransferId transfer, int priority, ActorRef<JobActor.Command> job) {
        return new Demand(job, new Dispatcher.Work(transfer, CPU, "action", priority, false, 2_000), 1_000_000);
    }

    @Test
    void no_worker_gets_more_of_an_action_than_its_limit() {
        matching.workerCame(new WorkerHello(FIRST, worker(), Map.of(CPU, 4), Map.of("action", 2), "mill"));
        matching.demand(wants(LARGE, 10_000, large));
        assertThat(matching.match()).hasSize(2);

        matching.demand(new Demand(small, new Dispatcher.Work(SMALL, CPU, "another", 50, false, 2_000), 10_000));
        assertThat(matching.match()).hasSize(6).extracting(Grant::job).containsOnly(small);

        matching.release(large, FIRST, CPU);
        assertThat(matching.match()).extracting(Grant::job).containsExactly(large);
    }

    /** Whatever comes in whatever order: no worker is given more than its room, and no job more than it asked for. */
    @Property
    void no_worker_is_overloaded_and_no_slot_idle_while_work_waits(
            @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> moves,
            @ForAll @IntRange(min = 1, max = 5) int slots) {
        var subject = new Matching();
        var jobs = List.of(job(), job(), job());
        subject.workerCame(new WorkerHello(FIRST, worker(), Map.of(CPU, slots), Map.of(), "mill"));
        var out = new ArrayList<Grant>();
        for (int move : moves) {
            int which = move % 3;
            if (move < 6) {
                int wanted = 7 * (move + 1);
                subject.demand(wants(transfer(which), wanted, jobs.get(which)));
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
        matching.workerCame(new WorkerHello(id, ref, Map.of(CPU, slots), Map.of(), "mill"));
        return ref;
    }

    private static ActorRef<JobActor.Command> job() {
        return TestInbox.<JobActor.Command>create().getRef();
    }

    private static ActorRef<WorkerActor.Command> worker() {
        return TestInbox.<WorkerActor.Command>create().getRef();
    }

    /** Tasks of two milliseconds, so that a group is 125. */
    private static Demand wants(TransferId transfer, int waiting, ActorRef<JobActor.Command> job) {
        return new Demand(job, new Dispatcher.Work(transfer, CPU, "action", 50, false, 2_000), waiting);
    }

    private static TransferId transfer(int number) {
        return new TransferId(new UUID(0, number));
    }
}
