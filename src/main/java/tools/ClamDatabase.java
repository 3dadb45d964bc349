package tools;

/**
 * ClamAV's virus database, in the words of clamd.
 *
 * @param date when it was published, such as {@code Mon Nov 23 09:00:00 2026}
 */
public record ClamDatabase(String version, String date) {}
