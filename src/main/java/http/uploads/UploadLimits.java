package http.uploads;

/**
 * What one upload may have.
 *
 * @param bytes all its files together
 * @param atOnce uploads that one node takes at the same time
 */
public record UploadLimits(long bytes, int files, int atOnce) {}
