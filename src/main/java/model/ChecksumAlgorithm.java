package model;

import java.util.Locale;

/** The digest algorithms that a transfer may be given, by the names that BagIt (RFC 8493, 2.4) and coreutils use. */
public enum ChecksumAlgorithm {
    MD5("md5", "MD5", 32),
    SHA1("sha1", "SHA-1", 40),
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String label;
    private final String javaName;
    private final int hexLength;

    ChecksumAlgorithm(String label, String javaName, int hexLength) {
        this.label = label;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /** Lower case without a hyphen, as in {@code manifest-sha256.txt}. */
    public String label() {
        return label;
    }

    /** The name that {@link java.security.MessageDigest} knows. It is also what PREMIS and METS call it. */
    public String javaName() {
        return javaName;
    }

    /** Length of a digest in hexadecimal digits. */
    public int hexLength() {
        return hexLength;
    }

    public static ChecksumAlgorithm of(String text) {
        var plain = text.toLowerCase(Locale.ROOT).replace("-", "");
        for (var algorithm : values()) {
            if (algorithm.label.equals(plain)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException(
                "unknown checksum algorithm \"" + text + "\"; use md5, sha1, sha256 or sha512");
    }
}
