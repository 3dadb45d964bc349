package crash;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
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
 * @param files the digest of each payload file; the page for people, which names the AIP, as it is
 * @param mets its text with every time and chain head made the same
 */
public record AipFacts(Map<String, String> files, String mets) {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?");

    private static final Pattern CHAIN_HEAD = Pattern.compile("(event chain head(?:\">|=))[0-9a-f]{64}");

    private static final String README = "data/README.html";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public static AipFacts of(Path packed) throws Exception {
        var files = new TreeMap<String, String>();
        var mets = "";
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(packed))), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (name.startsWith("data/METS.")) {
                    mets = withoutTimes(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                } else if (name.equals(README)) {
                    files.put(name, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                } else if (name.startsWith("data/")) {
                    files.put(name, entry.isDirectory() ? "directory" : digest(tar));
                }
            }
        }
        return new AipFacts(files, mets);
    }

    /** Without the identifiers, which two transfers of the same files have each for themselves. */
    public AipFacts withoutIdentifiers() {
        var names = new TreeMap<String, String>();
        files.forEach((name, content) -> names.put(
                UUID.matcher(name).replaceAll("UUID"), UUID.matcher(content).replaceAll("UUID")));
        var numbers = new HashMap<String, String>();
        return new AipFacts(
                names,
                UUID.matcher(mets)
                        .replaceAll(
                                found -> numbers.computeIfAbsent(found.group(), id -> "UUID-" + (numbers.size() + 1))));
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
