package http.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import model.TransferId;
import org.junit.jupiter.api.Test;

class KeptUploadTest {

    private static final TransferId ID = new TransferId(UUID.randomUUID());

    @Test
    void its_name_says_which_transfer_it_is_for() {
        var name = KeptUpload.name(ID, "0".repeat(64));

        assertThat(KeptUpload.transfer(name)).contains(ID);
        assertThat(KeptUpload.transfer("somebody's directory")).isEmpty();
        assertThat(KeptUpload.transfer("x".repeat(name.length()))).isEmpty();
        assertThat(KeptUpload.name(ID, "1".repeat(64))).isNotEqualTo(name);
    }

    @Test
    void one_that_no_transfer_claims_is_kept_for_a_day() {
        assertThat(KeptUpload.isOver(Optional.empty(), Duration.ofHours(23))).isFalse();
        assertThat(KeptUpload.isOver(Optional.empty(), Duration.ofHours(25))).isTrue();
    }
}
