package audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** The rows of one file, as if there were nothing else. */
final class FileRows implements JournalRows {

    private final ArchivedJournal file;

    FileRows(ArchivedJournal file) {
        this.file = file;
    }

    @Override
    public void of(String persistenceId, Visitor visitor) throws SQLException {
        try (var rows = file.rows(persistenceId)) {
            for (var each = rows.iterator(); each.hasNext(); ) {
                var row = each.next();
                visitor.row(row.sequence(), row.name(), row.stored());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (IllegalArgumentException noBase64) {
            throw new UncheckedIOException(new IOException("a row holds no Base64", noBase64));
        }
    }

    @Override
    public List<String> idsAfter(String prefix, String last, int most) {
        return file.ids().stream()
                .filter(id -> id.startsWith(prefix) && id.compareTo(last) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public List<String> others() {
        return List.of();
    }

    @Override
    public List<String> moved() {
        return List.of();
    }
}
