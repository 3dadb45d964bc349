package audit;

import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Heads of the journal in a file that is kept elsewhere: against it a removed transfer and a chain that was made anew from
 * some event on are found, which nothing within the database can show. It is a log of entries, each signed with Ed25519
 * (RFC 8032) and bound to the one before:
 *
 * <pre>
 * {"muniment":"heads","entry":1,"at":"…","previous":"SHA-256 of the entry before, or 64 zeros","key":"X.509, Base64"}
 * {"id":"transfer|…","sequence":12,"head":"…"}
 * {"signature":"of the lines above of this entry, Base64"}
 * </pre>
 *
 * <p>An entry holds only heads that the entries before do not.
 */
public final class HeadLog {

    private static final String NO_ENTRY = "0".repeat(64);

    private final List<Anchor> anchors = new ArrayList<>();
    private final Map<String, Anchor> newest = new HashMap<>();
    private final List<Discrepancy> discrepancies = new ArrayList<>();
    private final String name;
    private final byte[] bytes;
    private int entries;
    private String previous = NO_ENTRY;
    private Optional<Instant> at = Optional.empty();

    private HeadLog(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * Reads a log and checks its signatures. One that is not there is empty.
     *
     * @param signer whose signatures count; empty to believe the keys that the log names
     */
    public static HeadLog read(Path file, Optional<PublicKey> signer) throws IOException {
        var log =
                new HeadLog(file.getFileName().toString(), Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        log.parse(signer);
        return log;
    }

    /** The heads of all entries, oldest first. */
    public List<Anchor> heads() {
        return List.copyOf(anchors);
    }

    /** The heads, for {@link VerifyJournal}. */
    public Anchors anchors() {
        return new Anchors(anchors);
    }

    /** What is wrong with the log itself. */
    public List<Discrepancy> discrepancies() {
        return List.copyOf(discrepancies);
    }

    public int entries() {
        return entries;
    }

    /** When the last entry was made. */
    public Optional<Instant> at() {
        return at;
    }

    // --- Reading ------------------------------------------------------------------------------

    private void parse(Optional<PublicKey> signer) {
        int from = 0;
        var lines = new ArrayList<JsonNode>();
        for (int at = 0, begin = 0; at < bytes.length; at++) {
            if (bytes[at] != '\n') {
                continue;
            }
            var line = json(begin, at);
            if (line.has("signature")) {
                entry(lines, line, from, begin, at + 1, signer);
                lines.clear();
                from = at + 1;
            } else {
                lines.add(line);
            }
            begin = at + 1;
        }
        if (from < bytes.length) {
            say("it ends within an entry: it was cut, or writing it was interrupted", "a signature", "");
        }
    }

    private JsonNode json(int from, int to) {
        try {
            return Json.text().readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            return Json.text().createObjectNode();
        }
    }

    private void entry(List<JsonNode> lines, JsonNode last, int from, int signed, int end, Optional<PublicKey> signer) {
        entries++;
        var header = lines.isEmpty() ? last : lines.get(0);
        if (!header.path("previous").asText().equals(previous)) {
            say(
                    "entry " + entries + " does not follow the one before",
                    previous,
                    header.path("previous").asText());
        }
        if (!isSigned(header, last, from, signed, signer)) {
            say("the signature of entry " + entries + " is not one of these lines by this key", "", "");
        }
        at = Optional.of(header.path("at").asText())
                .filter(text -> !text.isEmpty())
                .map(HeadLog::instant);
        lines.stream().skip(1).forEach(this::head);
        previous = sha256(from, end);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException broken) {
            return Instant.EPOCH;
        }
    }

    private void head(JsonNode line) {
        var anchor = new Anchor(
                line.path("id").asText(),
                OptionalLong.of(line.path("sequence").asLong()),
                line.path("head").asText(),
                "entry " + entries + " of " + name);
        anchors.add(anchor);
        newest.put(anchor.persistenceId(), anchor);
    }

    private boolean isSigned(JsonNode header, JsonNode last, int from, int signed, Optional<PublicKey> signer) {
        try {
            var named = SigningKey.publicKey(header.path("key").asText());
            if (signer.isPresent() && !signer.get().equals(named)) {
                say(
                        "entry " + entries + " was signed with another key",
                        SigningKey.text(signer.get()),
                        header.path("key").asText());
                return true; // said
            }
            var signature = Signature.getInstance(SigningKey.ALGORITHM);
            signature.initVerify(named);
            signature.update(bytes, from, signed - from);
            return signature.verify(
                    Base64.getDecoder().decode(last.path("signature").asText()));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }

    private String sha256(int from, int to) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, to - from);
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }

    private void say(String message, String expected, String found) {
        discrepancies.add(new Discrepancy(name, 0, message, expected, found));
    }

    // --- Writing ------------------------------------------------------------------------------

    /**
     * Writes the log with one more entry, of those heads that it does not hold yet, and replaces the file by it at once:
     * a crash leaves the one or the other.
     *
     * @return how many heads are new; with none nothing is written
     */
    public int append(Path file, List<Anchor> heads, SigningKey key, Instant now) throws IOException {
        var news = heads.stream()
                .filter(head -> !newest.containsKey(head.persistenceId())
                        || !newest.get(head.persistenceId()).sequence().equals(head.sequence()))
                .toList();
        if (news.isEmpty()) {
            return 0;
        }
        var partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        try (var out = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(out, bytes);
            write(out, entry(news, key, now));
            out.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return news.size();
    }

    private byte[] entry(List<Anchor> heads, SigningKey key, Instant now) throws IOException {
        var out = new ByteArrayOutputStream();
        var header = Json.text().createObjectNode();
        header.put("muniment", "heads").put("entry", entries + 1).put("at", now.toString());
        header.put("previous", previous).put("key", SigningKey.text(key.publicKey()));
        line(out, header);
        for (var head : heads) {
            line(
                    out,
                    Json.text()
                            .createObjectNode()
                            .put("id", head.persistenceId())
                            .put("sequence", head.sequence().orElseThrow())
                            .put("head", head.head()));
        }
        var signature = key.sign(out.toByteArray());
        line(
                out,
                Json.text()
                        .createObjectNode()
                        .put("signature", Base64.getEncoder().encodeToString(signature)));
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, JsonNode node) throws IOException {
        out.write(Json.text().writeValueAsBytes(node));
        out.write('\n');
    }

    private static void write(FileChannel out, byte[] content) throws IOException {
        var left = java.nio.ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
            out.write(left);
        }
    }
}
