package app;

import static org.assertj.core.api.Assertions.assertThat;

import actors.transfer.TransferActor.Summary;
import java.util.Optional;
import java.util.UUID;
import model.Failure;
import model.TransferId;
import model.TransferStatus;
import org.junit.jupiter.api.Test;

class ProcessCommandTest {

    private static final TransferId ID = new TransferId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    @Test
    void a_stored_transfer_has_a_null_failure() {
        var summary = new Summary(
                true,
                TransferStatus.STORED,
                Optional.empty(),
                Optional.of("sip"),
                Optional.of("file:///store/aip"),
                Optional.empty());

        assertThat(ProcessCommand.object(ID, summary).toString())
                .isEqualTo("{\"transfer\":\"" + ID + "\",\"status\":\"stored\",\"aip\":\"sip\",\"path\":\"/store/aip\","
                        + "\"failure\":null}");
    }

    @Test
    void a_failed_transfer_has_a_null_aip_and_says_null_for_what_is_not_to_blame() {
        var failure = new Failure("step", "Job", Optional.empty(), Optional.empty(), "why");
        var summary = new Summary(
                true,
                TransferStatus.FAILED,
                Optional.empty(),
                Optional.of("sip"),
                Optional.empty(),
                Optional.of(failure));

        assertThat(ProcessCommand.object(ID, summary).toString())
                .isEqualTo("{\"transfer\":\"" + ID + "\",\"status\":\"failed\",\"aip\":null,\"path\":null,"
                        + "\"failure\":{\"job\":\"Job\",\"task\":null,\"file\":null,\"message\":\"why\"}}");
    }
}
