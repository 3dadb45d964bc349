package model;

/**
 * Where bulky output lies that an event refers to. Blobs are append-only, kept beside the journal for as long as it.
 *
 * @param segment the segment's path relative to the blob directory
 * @param offset in bytes
 * @param length in bytes
 * @param sha256 of these bytes, in hexadecimal
 */
public record BlobRef(String segment, long offset, long length, String sha256) {}
