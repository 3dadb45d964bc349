package app.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

class ToldTest {

    @Test
    void a_moment_is_told_to_the_second() {
        assertThat(Told.moment(new TextNode("2026-11-30T07:12:26.803817241Z"))).isEqualTo("2026-11-30T07:12:26Z");
        assertThat(Told.moment(new TextNode("yesterday"))).isEqualTo("yesterday");
    }

    @Test
    void nobody_is_called_by_what_stands_in_the_record_for_a_missing_name() {
        assertThat(Told.who(new TextNode("unauthenticated"))).isEqualTo("somebody who had not signed in");
        assertThat(Told.who(new TextNode("ada"))).isEqualTo("ada");
    }
}
