package audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import model.Ordinals;
import model.WorkerId;
import org.junit.jupiter.api.Test;
import pipeline.job.JobEvent.Attached;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.job.JobEvent.HandedOut;

class JobSentencesTest {

    private static final WorkerId FIRST = new WorkerId(new UUID(0x1234_5678_0000_0000L, 1));
    private static final WorkerId SECOND = new WorkerId(new UUID(0x8765_4321_0000_0000L, 2));
    private static final Instant AT = Instant.parse("2026-01-02T09:14:03Z");

    private final JobSentences sentences = new JobSentences("Identify file format", FileNames.UNKNOWN);

    @Test
    void workers_are_called_by_their_names() {
        sentences.tell(handedOut(1, FIRST, Optional.of("mill")));

        assertThat(sentences.tell(new AttemptLost(1, FIRST, "its process is gone", AT)))
                .isEqualTo("attempt 1 of Identify file format was lost with worker mill: its process is gone");
        assertThat(sentences.tell(handedOut(2, SECOND, Optional.of("loom"))))
                .isEqualTo("worker loom was given attempt 2 of Identify file format,"
                        + " after attempt 1 of worker mill was lost");
    }

    @Test
    void those_of_the_first_releases_have_an_id_only() {
        assertThat(sentences.tell(handedOut(1, FIRST, Optional.empty())))
                .isEqualTo("worker 12345678 was given attempt 1 of Identify file format");
    }

    @Test
    void a_life_after_the_first_is_told_with_its_epoch() {
        assertThat(sentences.tell(new Attached(1, AT))).isEqualTo("Identify file format: its job was taken up");
        assertThat(sentences.tell(new Attached(2, AT)))
                .isEqualTo("Identify file format: its job was taken up again (epoch 2)");
    }

    private static HandedOut handedOut(long attempt, WorkerId worker, Optional<String> name) {
        return new HandedOut(attempt, worker, Ordinals.of(0), AT, name);
    }
}
