package views;

import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import model.ChecksumAlgorithm;
import model.Finding;
import model.ToolId;

/** How values lie in the columns of the views: JSON, text without U+0000, times to the microsecond. */
final class Stored {

    private static final ObjectWriter FINDING = Json.text().writerFor(Finding.class);
    private static final ObjectReader FINDINGS = Json.text().readerFor(Finding.class);
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final Map<Class<?>, String> KINDS = new HashMap<>(
            Json.FINDINGS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));

    private Stored() {}

    /** The stable name of a finding's kind. */
    static String kind(Finding finding) {
        return KINDS.get(finding.getClass());
    }

    static String json(Finding finding) {
        try {
            return FINDING.writeValueAsString(finding);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Finding finding(String json) {
        try {
            return FINDINGS.readValue(json);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Null stays null. */
    static String json(Object value) {
        try {
            return value == null ? null : Json.text().writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static <T> Optional<T> read(String json, Class<T> type) {
        try {
            return json == null ? Optional.empty() : Optional.of(Json.text().readValue(json, type));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static <T> Optional<T> read(String json, TypeReference<T> type) {
        try {
            return json == null ? Optional.empty() : Optional.of(Json.text().readValue(json, type));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String checksums(Map<ChecksumAlgorithm, String> checksums) {
        return json(checksums.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().label(), Map.Entry::getValue)));
    }

    static Map<ChecksumAlgorithm, String> checksums(String json) {
        try {
            return Json.text().readValue(json, TEXTS).entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            each -> ChecksumAlgorithm.of(each.getKey()), Map.Entry::getValue));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** PostgreSQL's text holds every character but U+0000, which strangers' output may have. */
    static String text(String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** Cut, not rounded, so that the same time is the same in every column. */
    static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime time(Instant at) {
        return micros(at).atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Optional<ToolId> tool(ResultSet row) throws SQLException {
        var name = row.getString("tool_name");
        return name == null ? Optional.empty() : Optional.of(new ToolId(name, row.getString("tool_version")));
    }

    static UUID[] uuids(Array array) throws SQLException {
        return (UUID[]) array.getArray();
    }
}
