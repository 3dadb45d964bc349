package audit;

import java.sql.SQLException;
import java.util.List;

/** The rows of the journal as they are stored, wherever. */
interface JournalRows {

    /** Whoever looks at the rows of one journal, in their order. */
    interface Visitor {
        void row(long sequence, String name, byte[] stored) throws SQLException;
    }

    /** All rows of one journal; also those that are marked as deleted: the product marks none. */
    void of(String persistenceId, Visitor visitor) throws SQLException;

    /** Some persistence ids that begin so, in their order, after the one that is given. */
    List<String> idsAfter(String prefix, String last, int most) throws SQLException;

    /**
     * The journals of jobs whose transfer has none, and those that are neither a transfer's nor a job's. Where Pekko keeps its
     * shards is no part of the record.
     */
    List<String> others() throws SQLException;

    /** The journals that were moved to files, as the database knows. */
    List<String> moved() throws SQLException;

    /** The journals that lie in files although the database neither has them nor knows that they were moved. */
    default List<String> unnoted() throws SQLException {
        return List.of();
    }
}
