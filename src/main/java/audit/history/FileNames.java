package audit.history;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What people call the entries of a transfer: the path as it was received, for display. */
public interface FileNames {

    FileNames UNKNOWN = entries -> Map.of();

    /** The names of those that have one. */
    Map<UUID, String> of(Collection<UUID> entries);
}
