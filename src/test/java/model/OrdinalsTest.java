package model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdinalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0 1|0-1", "5 3 4|3-5", "0 2|0,2", "0 1 2 9 11 12|0-2,9,11-12", "7 7|7"})
    void neighbours_are_written_as_ranges(String ordinals, String text) {
        assertThat(Ordinals.of(numbers(ordinals)).ranges()).isEqualTo(text);
    }

    @Test
    void no_ordinals_are_an_empty_text() {
        assertThat(Ordinals.of()).isEqualTo(Ordinals.NONE);
        assertThat(Ordinals.NONE.isEmpty()).isTrue();
        assertThat(Ordinals.NONE.count()).isZero();
        assertThat(Ordinals.NONE.stream()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "1-", "-1", "1,", ",1", "1--2", "one", "1 2", "0-127;130", "1234567890", "1-2-3"})
    void other_texts_are_refused_and_quoted(String text) {
        assertThatThrownBy(() -> new Ordinals(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void whoever_changes_the_bits_changes_nothing_else() {
        var ordinals = Ordinals.of(1, 2);
        ordinals.toBitSet().set(3);

        assertThat(ordinals.stream()).containsExactly(1, 2);
    }

    @Property
    void every_set_is_read_back_as_it_was_written(
            @ForAll @Size(max = 60) Set<@IntRange(max = 200) Integer> numbers,
            @ForAll @IntRange(max = 1_000_000) int far) {
        var bits = new BitSet();
        numbers.forEach(bits::set);
        bits.set(far);

        var ordinals = Ordinals.of(bits);

        assertThat(ordinals.toBitSet()).isEqualTo(bits);
        assertThat(ordinals.count()).isEqualTo(bits.cardinality());
        assertThat(new Ordinals(ordinals.ranges())).isEqualTo(ordinals);
        assertThat(Ordinals.of(ordinals.stream().toArray())).isEqualTo(ordinals);
    }

    private static int[] numbers(String text) {
        return Stream.of(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
