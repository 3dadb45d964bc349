package model;

/**
 * The format a file was identified as.
 *
 * @param puid the PRONOM identifier, such as {@code fmt/43}
 * @param version empty where the format has none
 * @param method how it was found: {@code Signature}, {@code Container} or {@code Extension}
 */
public record Format(String puid, String name, String version, String mimeType, String method) {}
