package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Finds what a start has to catch up with. Hops through the journal's key from id to id and never reads an event. */
final class Behind {

    // A plain DISTINCT would read an index entry for each event; this one reads a handful for each persistence id.
    private static final String QUERY =
            """
            WITH RECURSIVE stream (id) AS (
                (SELECT persistence_id FROM event_journal WHERE persistence_id > 'transfer|'
                    ORDER BY persistence_id LIMIT 1)
                UNION ALL
                SELECT (SELECT j.persistence_id FROM event_journal j WHERE j.persistence_id > s.id
                    ORDER BY j.persistence_id LIMIT 1)
                FROM stream s WHERE s.id LIKE 'transfer|%'
            ), open AS (
                SELECT s.id, CAST(substr(s.id, length('transfer|') + 1) AS uuid) AS transfer
                FROM stream s
                LEFT JOIN views.transfer t ON t.id = CAST(substr(s.id, length('transfer|') + 1) AS uuid)
                WHERE s.id LIKE 'transfer|%' AND (t.id IS NULL OR t.tidied_at IS NULL OR t.status = 'FAILED'
                    OR EXISTS (SELECT 1 FROM views.job b WHERE b.transfer = t.id AND b.closed_at IS NULL))
            ), job (prefix, id) AS (
                SELECT 'job|' || transfer || '|', CAST('job|' || transfer || '|' AS varchar(255)) FROM open
                UNION ALL
                SELECT k.prefix, (SELECT j.persistence_id FROM event_journal j WHERE j.persistence_id > k.id
                    ORDER BY j.persistence_id LIMIT 1)
                FROM job k WHERE starts_with(k.id, k.prefix)
            ), candidate (id) AS (
                SELECT id FROM open UNION ALL SELECT id FROM job WHERE starts_with(id, prefix) AND id <> prefix
            )
            SELECT c.id, h.highest FROM candidate c
            CROSS JOIN LATERAL (SELECT j.sequence_number AS highest FROM event_journal j WHERE j.persistence_id = c.id
                ORDER BY j.sequence_number DESC LIMIT 1) h
            LEFT JOIN views.projected p ON p.persistence_id = c.id
            WHERE h.highest > coalesce(p.sequence, 0)""";

    private Behind() {}

    static Map<String, Long> in(Connection connection) throws SQLException {
        var found = new HashMap<String, Long>();
        for (var each : Sql.of(QUERY).list(connection, row -> Map.entry(row.getString(1), row.getLong(2)))) {
            found.put(each.getKey(), each.getValue());
        }
        return Map.copyOf(found);
    }
}
