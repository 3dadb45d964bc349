package testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import tools.ClamAddress;
import tools.ClamAv;
import tools.LiveTool;
import tools.Programs;
import tools.ToolRequest;
import tools.ToolRunner;

/**
 * A real clamd of the test's own, on a Unix socket, whose only signature is that of the EICAR test file. It needs no
 * network and no signatures from elsewhere.
 */
public final class Clamd implements AutoCloseable {

    /** What it calls the EICAR test file; clamd marks signatures that are not ClamAV's own. */
    public static final String SIGNATURE = "Eicar-Test-Signature.UNOFFICIAL";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final ToolRunner runner;
    private final LiveTool tool;
    private final Path socket;
    private final long bytesMax;

    private Clamd(ToolRunner runner, LiveTool tool, Path socket, long bytesMax) {
        this.runner = runner;
        this.tool = tool;
        this.socket = socket;
        this.bytesMax = bytesMax;
    }

    /** With limits high enough for any test file. */
    public static Clamd start(Path directory) throws Exception {
        return start(directory, 2_000L << 20, "AlertExceedsMax yes");
    }

    /**
     * Starts it and waits until it answers. Leaves the test out where clamd is not installed.
     *
     * @param directory of the test's own; its path must be short, for a Unix socket's name is
     * @param bytesMax for its StreamMaxLength, MaxFileSize and MaxScanSize
     * @param more further lines of clamd.conf
     */
    public static Clamd start(Path directory, long bytesMax, String... more) throws Exception {
        var program = Needs.program("clamd");
        var home = Files.createDirectories(directory.resolve("clamd"));
        var database = Files.createDirectories(home.resolve("db"));
        Files.writeString(database.resolve("eicar.ndb"), "Eicar-Test-Signature:0:*:" + hex(eicar()) + "\n");
        var socket = home.resolve("s");
        var settings = home.resolve("clamd.conf");
        Files.write(
                settings,
                List.of(
                        "LocalSocket " + socket,
                        "DatabaseDirectory " + database,
                        "TemporaryDirectory " + home,
                        "Foreground yes",
                        "StreamMaxLength " + bytesMax,
                        "MaxFileSize " + bytesMax,
                        "MaxScanSize " + bytesMax,
                        String.join("\n", more)));
        var runner = ToolRunner.start(Programs.ofThisMachine());
        var tool = runner.open(new ToolRequest(home, START_LIMIT, program.toString(), "-c", settings.toString()));
        drain(tool);
        var clamd = new Clamd(runner, tool, socket, bytesMax);
        clamd.awaitStart();
        return clamd;
    }

    /** The 68 bytes of the EICAR test file, made here so that no file of ours holds them. */
    public static byte[] eicar() {
        var text = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!" + "$H+H*";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void drain(LiveTool tool) {
        for (var stream : List.of(tool.stdout(), tool.stderr())) {
            var thread = new Thread(() -> {
                try (stream) {
                    stream.skip(Long.MAX_VALUE);
                } catch (IOException closed) {
                    // Nobody reads what it says any more.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void awaitStart() throws IOException {
        var usual = ClamAv.Settings.of(new ClamAddress(address()));
        var patient = new ClamAv.Settings(
                usual.address(), bytesMax, usual.connectLimit(), START_LIMIT, usual.silenceMax(), usual.scanLimit());
        try (var session = new ClamAv(patient).open(() -> !tool.isAlive())) {
            session.ping();
        } catch (IOException | InterruptedException failure) {
            close();
            throw new IOException("clamd did not start", failure);
        }
    }

    /** For a setting. */
    public String address() {
        return socket.toString();
    }

    /** A door to it whose size limit is clamd's own. */
    public ClamAv door() {
        return new ClamAv(ClamAv.Settings.of(new ClamAddress(address())).withBytesMax(bytesMax));
    }

    @Override
    public void close() throws IOException {
        tool.close();
        runner.close();
    }
}
