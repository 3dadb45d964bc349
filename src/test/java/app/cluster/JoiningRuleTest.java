package app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoiningRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a coordinator that knows nobody forms at once      | true  |     | 0    | FORM",
                "a coordinator asks those that it knows             | true  | b c | 0    | ASK",
                "and asks again as long as it has patience          | true  | b c | 2999 | ASK",
                "and then tries to form                             | true  | b c | 3000 | FORM",
                "and goes on trying                                 | true  | b c | 99999| FORM",
                "a worker that knows nobody waits                   | false |     | 0    | WAIT",
                "however long                                       | false |     | 99999| WAIT",
                "a worker asks                                      | false | b   | 0    | ASK",
                "and never forms a cluster                          | false | b   | 99999| ASK",
            })
    void it_says_what_to_do(String why, boolean mayForm, String others, long asking, JoiningRule.Step expected) {
        var rule = new JoiningRule(mayForm, Duration.ofSeconds(3));
        Set<String> known =
                others == null ? Set.of() : Stream.of(others.split(" ", -1)).collect(Collectors.toSet());

        assertThat(rule.next(known, Duration.ofMillis(asking))).as(why).isEqualTo(expected);
    }
}
