package pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.JobCounts;
import model.Ordinals;
import org.junit.jupiter.api.Test;
import pipeline.Samples;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.Planned;

/** Snapshots of earlier versions are either read as they were meant, or not at all: a change of these bytes is a new format. */
class JobSnapshotTest {

    private static final String GOLDEN =
            "bf66666f726d6174016873657175656e63651832646865616478406162616261626162616261626162616261626162616261"
                    + "62616261626162616261626162616261626162616261626162616261626162616261626162616261626565706f6368026470"
                    + "6c616ebf657461736b731903e86566616374736e742f636f756e742d302f706c616e6b666163747353686132353662303062"
                    + "6174781b323032362d30312d30325430333a30343a30352e3637383930315a676361727269656400ff666c6564676572bf65"
                    + "7461736b731903e865656e64656465302d322c37666661696c65646137646f77656463332d34646f70656e81bf6761747465"
                    + "6d70740966776f726b6572503f0c2a1e00004000800000000000000a657461736b7363322d34626174781b323032362d3031"
                    + "2d30325430333a30343a30352e3637383930315aff666c6f73736573bf0301ff66646561746873bf0402ff68617474656d70"
                    + "747309ff6574616c6c79bf66636f756e7473bf657461736b731903e869636f6d706c6574656403676e6f74446f6e65006666"
                    + "61696c656401ff6870726f6475637473806866696e64696e677380ffff";

    private static JobSnapshot snapshot(int format) {
        return new JobSnapshot(
                format,
                50,
                "ab".repeat(32),
                2,
                Optional.of(new Planned(1000, "t/count-0/plan", "00", Samples.THEN)),
                Optional.of(new LedgerEntries(
                        1000,
                        Ordinals.of(0, 1, 2, 7),
                        Ordinals.of(7),
                        Ordinals.of(3, 4),
                        List.of(new HandedOut(9, Samples.WORKER, Ordinals.of(2, 3, 4), Samples.THEN)),
                        Map.of(3, 1),
                        Map.of(4, 2),
                        9)),
                Optional.empty(),
                Optional.empty(),
                new JobTally(new JobCounts(1000, 3, 0, 1), Optional.empty(), List.of(), List.of()));
    }

    @Test
    void its_bytes_stay_what_they_are() {
        assertThat(HexFormat.of().formatHex(snapshot(1).toBytes())).isEqualTo(GOLDEN);
        assertThat(JobSnapshot.read(HexFormat.of().parseHex(GOLDEN))).isEqualTo(snapshot(1));
    }

    @Test
    void another_format_is_not_read() {
        var bytes = snapshot(2).toBytes();

        assertThatThrownBy(() -> JobSnapshot.read(bytes)).isInstanceOf(IllegalStateException.class);
    }
}
