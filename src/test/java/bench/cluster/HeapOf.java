package bench.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What another process's heap really holds. */
final class HeapOf {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private HeapOf() {}

    /** After a full collection, in MB. */
    static double process(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return USED.matcher(jcmd(pid, "GC.heap_info"))
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .limit(1)
                        .sum()
                / 1024.0;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("jcmd", Long.toString(pid), command).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
