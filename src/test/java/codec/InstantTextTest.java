package codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    private static final long YEAR_10_000 = 253_402_300_800L;

    @Property
    void a_time_is_written_and_read_as_the_platform_does(
            @ForAll @LongRange(min = -2 * YEAR_10_000, max = 2 * YEAR_10_000) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        same(Instant.ofEpochSecond(second, nanos));
        same(Instant.ofEpochSecond(second, (long) nanos / 1000 * 1000));
        same(Instant.ofEpochSecond(second, (long) nanos / 1_000_000 * 1_000_000));
        same(Instant.ofEpochSecond(second));
    }

    private static void same(Instant at) {
        assertThat(InstantText.write(at)).isEqualTo(at.toString());
        assertThat(InstantText.read(at.toString())).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05.1Z",
                "2026-01-02T03:04:05.12345Z",
                "2024-02-29T23:59:59Z",
                "2026-01-02T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-01-02T03:04:05+01:00",
                "2026-01-02t03:04:05z",
                "2026-01-02T03:04:05.Z"
            })
    void other_forms_mean_what_they_mean_to_the_platform(String text) {
        assertThat(InstantText.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-13-02T03:04:05Z",
                "2026-02-30T03:04:05Z",
                "2026-01-02T25:04:05Z",
                "2026-01-02T03:60:05Z",
                "2026-01-02T03:04:05.1234567890Z"
            })
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> InstantText.read(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Json.text().readValue("\"" + text + "x\"", Instant.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void json_knows_numbers_as_before() throws Exception {
        assertThat(Json.text().readValue("1767323045", Instant.class)).isEqualTo(Instant.ofEpochSecond(1_767_323_045));
    }
}
