package pipeline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pipeline.Samples;
import pipeline.accounts.AccountEvent;
import pipeline.cluster.ClusterEvent;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;

/** What was stored once must be readable for ever: the golden file holds each event's bytes as the first release wrote them. */
class JournalTest {

    @Test
    void every_kind_of_event_has_a_sample_and_a_name() {
        assertThat(Samples.TRANSFER_EVENTS.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(TransferEvent.class.getPermittedSubclasses());
        assertThat(Samples.JOB_EVENTS.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(JobEvent.class.getPermittedSubclasses());
        assertThat(Samples.CLUSTER_EVENTS.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(ClusterEvent.class.getPermittedSubclasses());
        assertThat(Samples.ACCOUNT_EVENTS.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(AccountEvent.class.getPermittedSubclasses());
    }

    @Test
    void golden_bytes_mean_what_they_meant() throws IOException {
        var golden = golden("release-0.1");

        for (var event : samples()) {
            var name = EventCodec.nameOf(event);
            assertThat(golden)
                    .as("golden bytes of " + name + ", which would now be\n" + name + " " + encoded(event))
                    .containsKey(name);
            assertThat(EventCodec.decode(name, golden.get(name))).isEqualTo(event);
        }
        assertThat(golden).hasSize(samples().size());
    }

    @Test
    void golden_bytes_of_later_forms_mean_what_they_meant() throws IOException {
        var golden = golden("later-forms");

        for (var event : Samples.LATER_FORMS) {
            var name = EventCodec.nameOf(event);
            assertThat(golden)
                    .as("golden bytes of " + name + ", which would now be\n" + name + " " + encoded(event))
                    .containsKey(name);
            assertThat(EventCodec.decode(name, golden.get(name))).isEqualTo(event);
        }
        assertThat(golden).hasSize(Samples.LATER_FORMS.size());
    }

    @Test
    void an_envelope_comes_back_from_its_row() {
        var sealed = ChainedEvent.seal(7, "ab".repeat(32), Samples.JOB_EVENTS.get(0));

        var read = ChainedEvent.read(sealed.name(), sealed.toBytes());

        assertThat(read).isEqualTo(sealed);
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(read.previous()).isEqualTo("ab".repeat(32));
        assertThat(read.event()).isEqualTo(Samples.JOB_EVENTS.get(0));
    }

    @Test
    void the_link_is_the_digest_that_is_documented() {
        var event = new TransferEvent.Tidied(Samples.THEN);
        var sealed = ChainedEvent.seal(1, ChainedEvent.GENESIS, event);

        assertThat(sealed.link()).isEqualTo(documentedLink(sealed));
        assertThat(ChainedEvent.seal(2, ChainedEvent.GENESIS, event).link()).isNotEqualTo(sealed.link());
        assertThat(ChainedEvent.seal(1, sealed.link(), event).link()).isNotEqualTo(sealed.link());
    }

    private static String documentedLink(ChainedEvent sealed) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var row = sealed.toBytes();
            sha256.update(row, 0, 40); // previous link and sequence, as the row begins
            sha256.update((sealed.name() + "\0").getBytes(StandardCharsets.UTF_8));
            sha256.update(row, 40, row.length - 40);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void an_event_of_a_newer_version_is_refused_with_a_sentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EventCodec.decode("transfer.teleported", new byte[0]))
                .withMessageContaining("transfer.teleported")
                .withMessageContaining("newer");
    }

    private static List<Object> samples() {
        var samples = new ArrayList<Object>(Samples.TRANSFER_EVENTS);
        samples.addAll(Samples.JOB_EVENTS);
        samples.addAll(Samples.CLUSTER_EVENTS);
        samples.addAll(Samples.ACCOUNT_EVENTS);
        return samples;
    }

    private static Map<String, byte[]> golden(String file) throws IOException {
        var golden = new LinkedHashMap<String, byte[]>();
        try (var in = JournalTest.class.getResourceAsStream("/journal/" + file + ".txt")) {
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank()) {
                    golden.put(
                            line.substring(0, line.indexOf(' ')),
                            Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1)));
                }
            }
        }
        return golden;
    }

    private static String encoded(Object event) {
        return Base64.getEncoder().encodeToString(EventCodec.encode(event));
    }
}
