package views;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import model.TaskResult;
import model.TransferStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pipeline.transfer.TransferEvent;
import testing.PostgresExtension;
import views.TransferQuery.Sort;

class TransferListTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Paging FIRST = new Paging(0, 100);

    private static HikariDataSource pool;

    /** Four transfers; each is submitted a minute after the one before. */
    @BeforeAll
    static void fill() throws Exception {
        pool = POSTGRES.database().pool("test", 4, Duration.ofSeconds(30));
        submit(1, "Box 10", TransferStatus.STORED, 3);
        submit(2, "box 9", TransferStatus.FAILED, 1);
        submit(3, "Letters 100%", TransferStatus.PROCESSING, 2);
        submit(4, "atlas_é", TransferStatus.FAILED, 0);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of(query(Set.of(), "", Sort.SUBMITTED, false), List.of(1, 2, 3, 4)),
                Arguments.of(query(Set.of(), "", Sort.SUBMITTED, true), List.of(4, 3, 2, 1)),
                Arguments.of(query(Set.of(), "", Sort.NAME, false), List.of(4, 1, 2, 3)),
                Arguments.of(query(Set.of(), "", Sort.STATUS, false), List.of(2, 4, 3, 1)),
                Arguments.of(query(Set.of(), "", Sort.SIZE, true), List.of(1, 3, 2, 4)),
                Arguments.of(query(Set.of(TransferStatus.FAILED), "", Sort.SUBMITTED, false), List.of(2, 4)),
                Arguments.of(
                        query(Set.of(TransferStatus.FAILED, TransferStatus.STORED), "BOX", Sort.SUBMITTED, false),
                        List.of(1, 2)),
                Arguments.of(query(Set.of(), "100%", Sort.SUBMITTED, false), List.of(3)),
                Arguments.of(query(Set.of(), "s_é", Sort.SUBMITTED, false), List.of(4)),
                Arguments.of(query(Set.of(), "_", Sort.SUBMITTED, false), List.of(4)),
                Arguments.of(query(Set.of(), "'; DROP TABLE views.transfer", Sort.SUBMITTED, false), List.of()),
                Arguments.of(query(Set.of(TransferStatus.REJECTED), "", Sort.SUBMITTED, false), List.of()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void transfers_are_filtered_and_sorted(TransferQuery query, List<Integer> numbers) {
        var page = new TransferList(pool).page(query);

        assertThat(page.rows()).extracting(TransferListTest::number).containsExactlyElementsOf(numbers);
        assertThat(page.total()).isEqualTo(numbers.size());
    }

    @Test
    void transfers_are_paged() {
        var page = new TransferList(pool)
                .page(new TransferQuery(Set.of(), "", Optional.empty(), Sort.SUBMITTED, false, new Paging(1, 2)));

        assertThat(page.rows()).extracting(TransferListTest::number).containsExactly(2, 3);
        assertThat(page.total()).isEqualTo(4);
    }

    @Test
    void transfers_of_late_are_found() {
        var since = Optional.of(Story.BEGIN.plusSeconds(180));
        var page = new TransferList(pool).page(new TransferQuery(Set.of(), "", since, Sort.SUBMITTED, false, FIRST));

        assertThat(page.rows()).extracting(TransferListTest::number).containsExactly(3, 4);
    }

    private static TransferQuery query(Set<TransferStatus> status, String name, Sort sort, boolean descending) {
        return new TransferQuery(status, name, Optional.empty(), sort, descending, FIRST);
    }

    private static int number(TransferRow row) {
        return (int) row.id().value().getLeastSignificantBits();
    }

    private static void submit(int number, String name, TransferStatus status, int files) throws Exception {
        Database database = POSTGRES.database();
        var story = new Story(database, number, number * 60L);
        story.submitted(name, "text");
        var listed = Stream.of("a", "b", "c").limit(files).map(story::listed).toList();
        story.packageJob("receive", TaskResult.completed().withBulk(story.blob(listed)));
        if (status.isEnded()) {
            story.write(story.stream(), new TransferEvent.Ended(status, Optional.empty(), story.now()));
        }
        story.project(new Projection(pool, story));
    }
}
