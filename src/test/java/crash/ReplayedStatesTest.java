package crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What states are compared by tells two different ones apart. */
class ReplayedStatesTest {

    private record State(Map<String, Integer> map, Set<String> set, Optional<BitSet> bits, List<int[]> list) {}

    @Test
    void whatever_differs_shows_and_order_of_sets_does_not() {
        var bits = BitSet.valueOf(new long[] {5});
        var state = new State(Map.of("a", 1, "b", 2), Set.of("x", "y"), Optional.of(bits), List.of(new int[] {1, 2}));
        assertThat(StateText.digest(state))
                .isEqualTo(StateText.digest(new State(
                        Map.of("b", 2, "a", 1), Set.of("y", "x"), Optional.of(bits), List.of(new int[] {1, 2}))))
                .isNotEqualTo(StateText.digest(new State(
                        Map.of("b", 2, "a", 1), Set.of("y", "x"), Optional.of(bits), List.of(new int[] {2, 1}))))
                .isNotEqualTo(StateText.digest(new State(
                        Map.of("b", 2, "a", 1), Set.of("y", "x"), Optional.of(new BitSet()), List.of(new int[] {1, 2
                        }))));
    }
}
