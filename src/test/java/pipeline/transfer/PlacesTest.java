package pipeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import model.TransferId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who gets a place among the active transfers, and when. */
class PlacesTest {

    private static final long NOW = 1_000_000_000L;
    private static final long LATER = NOW + Places.QUIET.toNanos() + 1;
    private static final long MUCH_LATER = NOW + Places.LOST.toNanos() + 1;

    private final Places places = new Places(2);

    @Test
    void no_more_get_a_place_than_there_are() {
        waits(1, 50, 1);
        waits(2, 50, 2);
        waits(3, 50, 3);

        assertThat(places.grant(NOW)).containsExactly(id(1), id(2));
        assertThat(places.grant(NOW)).isEmpty();

        places.leaves(id(1));
        assertThat(places.grant(NOW)).containsExactly(id(3));
    }

    @Test
    void the_highest_priority_is_first_and_then_who_was_submitted_first() {
        places.holds(id(9), NOW);
        waits(1, 50, 2);
        waits(2, 50, 1);
        waits(3, 80, 3);

        assertThat(next()).isEqualTo(id(3));
        assertThat(next()).isEqualTo(id(2));
        assertThat(next()).isEqualTo(id(1));
    }

    @Test
    void a_new_priority_counts_while_it_waits() {
        places.holds(id(9), NOW);
        waits(1, 50, 1);
        waits(2, 50, 2);

        waits(2, 51, 2);

        assertThat(next()).isEqualTo(id(2));
    }

    @Test
    void who_has_a_place_keeps_it_though_there_are_more_than_the_limit() {
        places.holds(id(1), NOW);
        places.holds(id(2), NOW);
        places.holds(id(3), NOW);
        waits(4, 100, 0);

        places.leaves(id(1));

        assertThat(places.grant(NOW)).isEmpty();
        places.leaves(id(2));
        assertThat(places.grant(NOW)).containsExactly(id(4));
    }

    @Test
    void who_did_not_hear_of_its_place_is_told_again_and_takes_no_second_one() {
        waits(1, 50, 1);
        places.grant(NOW);

        assertThat(waits(1, 50, 1)).isTrue();

        assertThat(places.taken()).isEqualTo(1);
    }

    @Test
    void after_a_crash_who_may_have_a_place_counts_until_it_says_how_it_stands() {
        places.expect(List.of(id(1), id(2), id(3)), NOW);
        waits(4, 50, 4);
        assertThat(places.grant(NOW)).isEmpty();
        assertThat(places.silent(NOW)).containsExactly(id(1), id(2), id(3));

        places.holds(id(1), NOW);
        assertThat(waits(2, 50, 2)).isFalse();
        assertThat(places.grant(NOW)).isEmpty();
        places.leaves(id(3));

        assertThat(places.grant(NOW)).as("who waited longer").containsExactly(id(2));
    }

    @Test
    void who_has_said_how_it_stands_before_it_was_expected_stays_so() {
        places.holds(id(1), NOW);
        waits(2, 50, 2);

        places.expect(List.of(id(1), id(2)), NOW);

        assertThat(places.taken()).isEqualTo(1);
        assertThat(places.grant(NOW)).containsExactly(id(2));
    }

    @Test
    void a_silent_one_is_asked_and_keeps_its_place_for_as_long_as_it_may_still_answer() {
        places.holds(id(1), NOW);
        places.holds(id(2), LATER);
        waits(3, 50, 3);

        assertThat(places.silent(LATER)).containsExactly(id(1));
        assertThat(places.grant(LATER)).isEmpty();
        assertThat(places.silent(MUCH_LATER)).containsExactly(id(2));
        places.holds(id(3), MUCH_LATER);
        assertThat(places.taken()).isEqualTo(2);
    }

    @Test
    void a_place_is_not_given_to_one_that_was_not_heard_of_for_long() {
        places.holds(id(1), NOW);
        places.holds(id(2), NOW);
        waits(3, 90, 3);

        places.silent(MUCH_LATER);

        assertThat(places.isWaiting(id(3))).isFalse();
        assertThat(places.grant(MUCH_LATER)).isEmpty();
    }

    /** Each move is an act of one of a few transfers, as one whose messages may be lost or come twice could do it. */
    @Property
    void whatever_is_said_the_limit_holds_and_nobody_is_forgotten(
            @ForAll @IntRange(min = 1, max = 3) int limit,
            @ForAll @Size(max = 80) List<@IntRange(max = 39) Integer> moves) {
        var tested = new Places(limit);
        var told = new HashSet<TransferId>();
        var wanting = new HashSet<TransferId>();
        for (int move : moves) {
            var transfer = id(move % 8);
            if (move / 8 == 0) {
                tested.leaves(transfer);
                told.remove(transfer);
                wanting.remove(transfer);
            } else if (move / 8 == 1 && told.contains(transfer)) {
                tested.holds(transfer, NOW);
            } else {
                boolean again = tested.waits(transfer, new PlaceNeed.Waits(move / 8, Instant.EPOCH), NOW);
                assertThat(again).isEqualTo(told.contains(transfer));
                wanting.add(transfer);
            }
            told.addAll(tested.grant(NOW));

            assertThat(told).hasSizeLessThanOrEqualTo(limit).hasSize(tested.taken());
            assertThat(told.size() == limit || told.containsAll(wanting))
                    .as("a place is free and somebody waits")
                    .isTrue();
        }
        for (int left = wanting.size(); left > 0; left--) { // all of them come to their end, one after the other
            assertThat(told).isNotEmpty();
            var done = told.iterator().next();
            tested.leaves(done);
            told.remove(done);
            told.addAll(tested.grant(NOW));
        }
        assertThat(told).isEmpty();
    }

    @Property
    void places_are_given_in_the_order_of_priority_and_submission(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 99) Integer> turns) {
        var tested = new Places(1);
        for (int i = 0; i < turns.size(); i++) {
            tested.waits(id(i), new PlaceNeed.Waits(turns.get(i) / 10, moment(turns.get(i) % 10)), NOW);
        }

        var order = new ArrayList<Integer>();
        for (var next = tested.grant(NOW); !next.isEmpty(); next = tested.grant(NOW)) {
            var turn = turns.get((int) next.get(0).value().getLeastSignificantBits());
            order.add(100 - turn / 10 * 10 + turn % 10);
            tested.leaves(next.get(0));
        }

        assertThat(order).hasSameSizeAs(turns).isSorted();
    }

    private boolean waits(int number, int priority, int submitted) {
        return places.waits(id(number), new PlaceNeed.Waits(priority, moment(submitted)), NOW);
    }

    /** Who gets the one place that is free. */
    private TransferId next() {
        var granted = places.grant(NOW);
        assertThat(granted).hasSize(1);
        places.leaves(granted.get(0));
        return granted.get(0);
    }

    private static Instant moment(int number) {
        return Instant.EPOCH.plus(Duration.ofMinutes(number));
    }

    private static TransferId id(int number) {
        return new TransferId(new UUID(0, number));
    }
}
