package app.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void columns_are_aligned_whatever_the_writing() {
        var table = new Table("NAME", "N").row("箱", 1).row("e\u0301té", 22).row("box", 333);

        assertThat(table.toString().lines()).containsExactly("NAME  N", "箱    1", "e\u0301té   22", "box   333");
    }

    @Test
    void what_steers_a_terminal_is_made_harmless() {
        assertThat(new Table("A").row("\u001b[2J\u202Egnp.exe\r\n\u009b").toString())
                .doesNotContain("\u001b", "\u202E", "\r", "\u009b")
                .contains("\uFFFD[2J\uFFFDgnp.exe");
    }

    @Test
    void a_cell_is_cut_to_a_width_that_a_person_can_read() {
        var line =
                new Table("A").row("箱".repeat(100)).toString().lines().toList().get(1);

        assertThat(Table.columns(line)).isBetween(58, 60);
        assertThat(line).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({"box, 3", "é, 1", "箱, 2", "Ａ, 2", "한, 2", "😀, 2", "'', 0"})
    void characters_take_their_columns(String text, int columns) {
        assertThat(Table.columns(text)).isEqualTo(columns);
    }
}
