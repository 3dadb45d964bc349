package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must be done at the least to keep a copy whose digests are known, by the programs that everybody has: digests of
 * the source, a copy, a sync, digests of the copy.
 *
 * @param seconds of each of these
 */
record Floor(Map<String, Double> seconds) {

    private static final String DIGESTS =
            "cd -- \"$1\" && find . -type f -print0 | xargs -0 openssl dgst -sha256 > \"$2\"";

    static Floor of(Path source, Path scratch) throws IOException, InterruptedException {
        var copy = scratch.resolve("copy");
        var list = scratch.resolve("digests").toString();
        run("sync -f -- \"$1\"", scratch.toString()); // what others left to write is not for this clock
        var seconds = new LinkedHashMap<String, Double>();
        seconds.put("digests", run(DIGESTS, source.toString(), list));
        seconds.put("copy", run("cp -r -- \"$1\" \"$2\"", source.toString(), copy.toString()));
        seconds.put("sync", run("sync -f -- \"$1\"", copy.toString()));
        seconds.put("digests of the copy", run(DIGESTS, copy.toString(), list));
        run("rm -rf -- \"$1\"", copy.toString());
        return new Floor(seconds);
    }

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double run(String script, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("bash", "-c", script, "floor"));
        command.addAll(List.of(arguments));
        long began = System.nanoTime();
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("exit " + exit + " of: " + script);
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
