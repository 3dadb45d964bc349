package audit.history;

import java.util.Optional;
import java.util.UUID;

/** What people call the entries of a transfer: the path as it was received, for display. */
public interface FileNames {

    FileNames UNKNOWN = entry -> Optional.empty();

    Optional<String> of(UUID entry);
}
