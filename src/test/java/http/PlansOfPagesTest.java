package http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import views.ManyTransfers;

/**
 * No page and no list reads what it doesn't show: each is asked for, over an archive of many transfers, and the server's plans of the
 * statements behind it are looked at. With {@code -Dmuniment.plans.transfers=20000} over an archive of that size.
 */
class PlansOfPagesTest {

    private static final PlannedSource PLANS = new PlannedSource();

    @RegisterExtension
    static final RunningApi API = new RunningApi(PLANS::watch);

    private static final int TRANSFERS = Integer.getInteger("muniment.plans.transfers", 1000);
    private static final int FILES = Integer.getInteger("muniment.plans.files", 150);

    /** They have a row for each task, job, file or event, so none may be read from end to end. */
    private static final Set<String> LARGE = Set.of(
            "task_outcome",
            "finding",
            "entry",
            "job",
            "hand_out",
            "plan_chunk",
            "choice",
            "projected",
            "feed",
            "event_journal");

    /** Of 8 kB; what one statement may touch when it shows a page of a list. */
    private static final int BLOCKS_MOST = 4000;

    @BeforeAll
    static void fill() throws Exception {
        ManyTransfers.fill(API.database(), TRANSFERS, FILES);
    }

    static Stream<String> targets() {
        return Looks.of(TRANSFERS, FILES).values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void what_is_shown_is_found_by_indexes(String target) {
        PLANS.take();

        var reply = API.client.send(target, API.client.builder(target).GET());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(PLANS.take().stream().flatMap(PlansOfPagesTest::complaints)).isEmpty();
    }

    private static Stream<String> complaints(PlannedSource.Planned planned) {
        long blocks = blocks(planned.plan());
        return Stream.concat(
                        scans(planned.plan()).stream().map(table -> "reads all of " + table),
                        blocks > BLOCKS_MOST
                                ? Stream.of("touches " + blocks + " blocks, most of them by " + most(planned.plan()))
                                : Stream.of())
                .map(complaint -> complaint + ": " + planned.statement());
    }

    private static List<String> scans(JsonNode plan) {
        var found = new ArrayList<String>();
        var relation = plan.path("Relation Name").asText();
        if (plan.path("Node Type").asText().equals("Seq Scan") && LARGE.contains(relation)) {
            found.add(relation);
        }
        plan.path("Plans").forEach(below -> found.addAll(scans(below)));
        return found;
    }

    /** The deepest step of the plan that touches more than half of what the whole does. */
    private static String most(JsonNode plan) {
        for (var below : plan.path("Plans")) {
            if (blocks(below) * 2 > blocks(plan)) {
                return most(below);
            }
        }
        return plan.path("Node Type").asText() + " of "
                + plan.path("Relation Name").asText() + " by "
                + plan.path("Index Name").asText();
    }

    private static long blocks(JsonNode plan) {
        return plan.path("Shared Hit Blocks").asLong()
                + plan.path("Shared Read Blocks").asLong();
    }
}
