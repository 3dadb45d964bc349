package views;

import javax.sql.DataSource;

/** How the database is. */
public final class DatabaseState {

    private final DataSource source;

    public DatabaseState(DataSource source) {
        this.source = source;
    }

    /**
     * At a moment.
     *
     * @param version of the server
     * @param bytes that it takes on disk
     * @param connections of everybody to this database
     * @param connectionsMax to all databases of the server together
     */
    public record Look(String version, long bytes, int connections, int connectionsMax) {}

    /**
     * How it is now.
     *
     * @throws ViewsUnavailable if it does not answer
     */
    public Look look() {
        return Transact.reading(source, connection -> Sql.of(
                        """
                        SELECT current_setting('server_version') AS version,
                            pg_database_size(current_database()) AS bytes,
                            (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections,
                            current_setting('max_connections')::int AS connections_max""")
                .first(
                        connection,
                        row -> new Look(
                                row.getString("version"),
                                row.getLong("bytes"),
                                row.getInt("connections"),
                                row.getInt("connections_max")))
                .orElseThrow());
    }
}
