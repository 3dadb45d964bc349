package views;

import database.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole content of the views, to compare one state with another. */
final class Tables {

    private static final List<String> VIEWS = List.of(
            "workflow",
            "transfer",
            "extent",
            "choice",
            "job",
            "plan_chunk",
            "hand_out",
            "task_outcome",
            "pace",
            "entry",
            "follow_up",
            "finding");

    private Tables() {}

    /** Each table's rows as text, in an order that does not depend on where they lie. */
    static Map<String, List<String>> content(Database database) throws SQLException {
        var content = new LinkedHashMap<String, List<String>>();
        for (var view : VIEWS) {
            content.put(view, column(database, "SELECT t::text FROM views." + view + " t ORDER BY 1"));
        }
        return content;
    }

    static List<String> column(Database database, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
