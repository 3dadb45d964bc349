package tools;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import model.ToolId;

/**
 * One conversation with clamd ({@code IDSESSION}, see clamd(8)): many files, one after another, on one connection. After
 * an exception, or once {@link #isOver}, it is of no more use. For one thread.
 */
public final class ClamSession implements AutoCloseable {

    private static final int CHUNK_BYTES = 128 * 1024;
    private static final int ANSWER_BYTES_MAX = 4096;
    private static final Pattern NUMBERED = Pattern.compile("(\\d+): (.*)", Pattern.DOTALL);
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND", Pattern.DOTALL);

    /** With {@code AlertExceedsMax} clamd says so when it left a part of a file out. That is no infection, and no pass. */
    private static final String LIMIT_SIGNATURE = "Heuristics.Limits.Exceeded";

    private final TimedChannel channel;
    private final Duration silenceMax;
    private final Duration scanLimit;
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int commands;
    private boolean over;
    private String version = "";

    private ClamSession(TimedChannel channel, Duration silenceMax, Duration scanLimit) {
        this.channel = channel;
        this.silenceMax = silenceMax;
        this.scanLimit = scanLimit;
    }

    static ClamSession begin(TimedChannel channel, Duration silenceMax, Duration scanLimit)
            throws IOException, InterruptedException {
        var session = new ClamSession(channel, silenceMax, scanLimit);
        session.send(command("IDSESSION"));
        session.version = session.ask("VERSION");
        return session;
    }

    /** The program's own version. The signatures' is in {@link #signatures}: it changes daily. */
    public ToolId tool() {
        var parts = version.split("/", 3);
        return new ToolId("ClamAV", parts[0].replaceFirst("^ClamAV ", ""));
    }

    /** For people: which signatures it uses, as far as clamd tells; empty when it does not. */
    public String signatures() {
        return database()
                .map(database -> "signatures " + database.version() + " of " + database.date())
                .orElse("");
    }

    /** The virus database that it has loaded; empty when clamd does not tell, as with signatures of one's own. */
    public Optional<ClamDatabase> database() {
        var parts = version.split("/", 3);
        return parts.length < 3 ? Optional.empty() : Optional.of(new ClamDatabase(parts[1], parts[2].strip()));
    }

    /** True when clamd has ended the conversation. */
    public boolean isOver() {
        return over;
    }

    /**
     * Asks whether anybody is there.
     *
     * @throws IOException when clamd does not answer as it should
     */
    public void ping() throws IOException, InterruptedException {
        var said = ask("PING");
        if (!said.equals("PONG")) {
            throw new IOException("clamd answered \"" + said + "\" to PING");
        }
    }

    /**
     * Has a file scanned, streamed to clamd from its beginning to its end.
     *
     * @throws IOException when there is no verdict: the file could not be read, or clamd failed, hung or went away
     */
    public ScanVerdict scan(InputStream file) throws IOException, InterruptedException {
        commands++;
        boolean taken = send(command("INSTREAM"));
        int n = taken ? file.readNBytes(chunk, 0, CHUNK_BYTES) : 0;
        while (taken && n > 0) {
            taken = send(ByteBuffer.allocate(4).putInt(n).flip(), ByteBuffer.wrap(chunk, 0, n));
            n = taken ? file.readNBytes(chunk, 0, CHUNK_BYTES) : 0;
        }
        if (taken) {
            taken = send(ByteBuffer.allocate(4).putInt(0).flip());
        }
        over = !taken; // it answered before the end of the file: it will not read the rest
        return verdict(readAnswer(taken ? scanLimit : silenceMax));
    }

    private ScanVerdict verdict(String said) throws IOException {
        if (said.equals("stream: OK") && !over) {
            return new ScanVerdict.Clean();
        }
        if (said.startsWith("INSTREAM size limit exceeded")) {
            over = true;
            return new ScanVerdict.NotScanned(
                    "clamd takes no files of this size: raise StreamMaxLength, MaxFileSize and MaxScanSize in its clamd.conf");
        }
        var found = FOUND.matcher(said);
        if (!found.matches()) {
            throw new IOException("clamd gave no verdict but \"" + said + "\"");
        }
        if (found.group(1).startsWith(LIMIT_SIGNATURE)) {
            return new ScanVerdict.NotScanned(
                    "clamd left a part of it out (" + found.group(1) + "): raise that limit in its clamd.conf");
        }
        return new ScanVerdict.Infected(found.group(1));
    }

    private String ask(String command) throws IOException, InterruptedException {
        commands++;
        send(command(command));
        return readAnswer(silenceMax);
    }

    private static ByteBuffer command(String name) {
        return ByteBuffer.wrap(("z" + name + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    /** False when clamd spoke before it had been given everything, or no longer takes anything: then listen. */
    private boolean send(ByteBuffer... bytes) throws IOException, InterruptedException {
        try {
            return channel.writeUnlessAnswered(bytes, silenceMax);
        } catch (SocketTimeoutException | ClosedByInterruptException notClamd) {
            throw notClamd;
        } catch (IOException broken) {
            return false; // what it said before it hung up is perhaps still to be read
        }
    }

    private void listen(Duration limit) throws IOException, InterruptedException {
        try {
            channel.read(answer, limit);
        } catch (EOFException gone) {
            throw new IOException(
                    "clamd closed the connection before it answered; see in its log why, and try again", gone);
        }
    }

    private String readAnswer(Duration limit) throws IOException, InterruptedException {
        answer.clear();
        while (answer.position() == 0 || answer.get(answer.position() - 1) != 0) {
            if (!answer.hasRemaining()) {
                throw new IOException("clamd's answer is longer than " + ANSWER_BYTES_MAX + " bytes");
            }
            listen(limit);
        }
        var said = new String(answer.array(), 0, answer.position() - 1, StandardCharsets.UTF_8);
        var numbered = NUMBERED.matcher(said);
        if (!numbered.matches()) {
            over = true; // it does not answer a command but says what is wrong with all of them
            return said;
        }
        if (!numbered.group(1).equals(Integer.toString(commands))) {
            throw new EOFException("clamd answered request " + numbered.group(1) + " when asked " + commands);
        }
        return numbered.group(2);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
