package database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * How to reach one PostgreSQL database. It holds no connection: pools belong to who opens them.
 *
 * @param url a {@code jdbc:postgresql:} URL without user or password
 * @param password never printed, not even by {@link #toString}
 */
public record Database(String url, String user, String password) {

    /** A connection that is not pooled. */
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(url, properties);
    }

    /**
     * A pool of connections, which the caller closes. It starts without a connection, so that it also opens while the
     * database is away; a caller then waits up to 10 seconds for one before it gets an exception.
     *
     * @param name in logs and in the server's list of sessions
     * @param size the most connections at one time
     * @param statementLimit after which the server gives up a statement; zero: never
     */
    public HikariDataSource pool(String name, int size, Duration statementLimit) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1); // the others come when they are needed, and not all at a start
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        // Otherwise the pool asks its first connection; should that one die meanwhile, it never gets another.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("ApplicationName", "muniment " + name);
        config.addDataSourceProperty("options", "-c statement_timeout=" + statementLimit.toMillis());
        return new HikariDataSource(config);
    }

    /** The URL with a statement limit in it, for pools that are made by others from a URL. */
    public String urlWithStatementLimit(Duration limit) {
        return url + (url.contains("?") ? "&" : "?") + "options=-c%20statement_timeout=" + limit.toMillis();
    }

    /** Without any password, also that of a client key in the URL. */
    @Override
    public String toString() {
        return url.replaceAll("(?i)(password=)[^&]*", "$1***") + " as " + user;
    }
}
