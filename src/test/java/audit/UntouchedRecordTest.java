package audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.PostgresExtension;
import testing.UntouchedRecord;

/** What other suites ask at their end can fail. */
class UntouchedRecordTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void a_record_that_somebody_touched_fails_the_suite() throws Exception {
        var database = POSTGRES.database();
        var transfer = WrittenTransfer.of(database, directory.resolve("blobs"), 1);
        assertThat(require(database).transfers()).isEqualTo(1);

        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM event_journal WHERE persistence_id = '" + transfer.job("scan")
                    + "' AND sequence_number = 3");
        }
        assertThatThrownBy(() -> require(database))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(transfer.job("scan") + ", sequence=3");
    }

    private Report require(Database database) throws Exception {
        return UntouchedRecord.require(database, directory.resolve("blobs"), directory.resolve("store"));
    }
}
