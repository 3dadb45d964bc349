package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import testing.Entries;

class AttemptingTest {

    @Test
    void a_sentence_for_people_stands_for_itself() {
        assertThat(said(new IOException("the source papers:box does not exist")))
                .isEqualTo("the source papers:box does not exist");
    }

    @Test
    void what_may_be_no_more_than_a_path_is_told_with_its_kind() {
        assertThat(said(new NoSuchFileException("/srv/papers"))).isEqualTo("NoSuchFileException: /srv/papers");
        assertThat(said(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    private static String said(Exception failure) {
        return Attempting.failure(Entries.packageTask(), failure).message();
    }
}
