package views;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import model.FileFacts;
import model.TransferId;

/** One entry of the file register with everything that was ever found about it. */
public final class FilePage {

    private final Register register;

    public FilePage(DataSource source) {
        this.register = new Register(source);
    }

    /**
     * The entry with its findings, oldest first; empty when the transfer has none of this id.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Optional<FileFacts> of(TransferId transfer, UUID entry) {
        return register.entries(transfer, List.of(entry), true).stream().findFirst();
    }
}
