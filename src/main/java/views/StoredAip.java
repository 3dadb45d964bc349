package views;

import java.util.UUID;

/**
 * An AIP in the store.
 *
 * @param location an absolute URI
 * @param size in bytes
 * @param sha256 of the package file, or of the tag manifest of an AIP that is a directory
 */
public record StoredAip(UUID id, String location, long size, String sha256) {}
