package model;

/**
 * A file or directory that a task made in its attempt directory, and that later steps ask for by role.
 *
 * @param role a word such as {@code mets}, {@code descriptions}, {@code bag}
 * @param path relative to the work area, in the encoding of {@link FilePath}
 * @param size in bytes; for a directory the sum over its files
 * @param sha256 in hexadecimal; for a directory that of its sealing manifest, as the product's maker documents
 */
public record Product(String role, FilePath path, long size, String sha256) {}
