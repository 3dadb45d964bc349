package crash;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What may not differ between two AIPs of the same transfer: names, digests, and the METS but for its times and the head of
 * the event chain, which holds times.
 *
 * @param files the digest of each payload file
 * @param mets its text with every time and chain head made the same
 */
record AipFacts(Map<String, String> files, String mets) {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?");

    private static final Pattern CHAIN_HEAD = Pattern.compile("(event chain head(?:\">|=))[0-9a-f]{64}");

    static AipFacts of(Path packed) throws Exception {
        var files = new TreeMap<String, String>();
        var mets = "";
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(packed))), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (name.startsWith("data/METS.")) {
                    mets = withoutTimes(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                } else if (name.startsWith("data/")) {
                    files.put(name, entry.isDirectory() ? "directory" : digest(tar));
                }
            }
        }
        return new AipFacts(files, mets);
    }

    private static String withoutTimes(String text) {
        return CHAIN_HEAD.matcher(TIME.matcher(text).replaceAll("TIME")).replaceAll("$1HEAD");
    }

    private static String digest(TarArchiveInputStream tar) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tar.readAllBytes()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
