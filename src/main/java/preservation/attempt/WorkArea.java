package preservation.attempt;

import java.nio.file.Path;

/**
 * Where attempts work and keep.
 *
 * @param root the work area that coordinators and workers share
 * @param blobs the directory of blob segments, kept beside the journal
 */
public record WorkArea(Path root, Path blobs) {}
