package bench;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** When what was done, from the views of a data directory that has seen one transfer only. */
record StoryOfTransfer(Instant submitted, Instant ended, List<Job> jobs) {

    // The views may lag a little when the program ends.
    private static final String END = "coalesce(ended_at, (SELECT max(closed_at) FROM views.job))";

    private static final String JOBS =
            """
            SELECT step, tasks, opened_at,
                coalesce(lead(opened_at) OVER (ORDER BY position), (SELECT %s FROM views.transfer)) AS until
            FROM views.job ORDER BY position"""
                    .formatted(END);

    /** A job lasts until the next one opens. */
    record Job(String step, int tasks, Instant opened, Instant until) {

        double seconds() {
            return ProcessSamples.seconds(opened, until);
        }
    }

    /** From the database at a URL as the command {@code database} prints it. */
    static StoryOfTransfer read(String url) throws SQLException {
        var uri = URI.create(url);
        var user = uri.getUserInfo().split(":", 2);
        var login = new Properties();
        login.setProperty("user", user[0]);
        login.setProperty("password", user[1]);
        var address = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        try (var connection = DriverManager.getConnection(address, login);
                var statement = connection.createStatement()) {
            var jobs = new ArrayList<Job>();
            for (var rows = statement.executeQuery(JOBS); rows.next(); ) {
                jobs.add(new Job(
                        rows.getString("step"), rows.getInt("tasks"), time(rows, "opened_at"), time(rows, "until")));
            }
            var transfer = statement.executeQuery("SELECT submitted_at, " + END + " AS ended_at FROM views.transfer");
            transfer.next();
            return new StoryOfTransfer(time(transfer, "submitted_at"), time(transfer, "ended_at"), jobs);
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
