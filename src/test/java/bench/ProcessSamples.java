package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks again and again at how much processor time and memory a process and its descendants have taken. */
final class ProcessSamples {

    private static final long MILLISECONDS = 200;
    private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux

    /** Seconds of the processor until then: of the program itself, its database, and all other programs it started. */
    record Cpu(double java, double database, double tools) {

        double total() {
            return java + database + tools;
        }

        Cpu minus(Cpu other) {
            return new Cpu(java - other.java, database - other.database, tools - other.tools);
        }

        private Cpu between(Cpu after, double part) {
            var more = after.minus(this);
            return new Cpu(java + part * more.java, database + part * more.database, tools + part * more.tools);
        }
    }

    private record Sample(Instant at, Cpu cpu) {}

    private final Process process;
    private final List<Sample> samples = new ArrayList<>();
    private long peakKilobytes;

    ProcessSamples(Process process) {
        this.process = process;
    }

    /** Returns when the process has ended; {@code each} is run at every look. */
    void watch(Runnable each) throws InterruptedException {
        do {
            look();
            each.run();
        } while (!process.waitFor(MILLISECONDS, TimeUnit.MILLISECONDS));
    }

    /** A process may end between being listed and being looked at; the next look is as good. */
    private void look() {
        try {
            var cpu = cpu();
            samples.add(new Sample(Instant.now(), cpu));
            peakKilobytes = Math.max(peakKilobytes, peak());
        } catch (IOException ended) {
            Thread.onSpinWait();
        }
    }

    /** The largest resident set of the process itself, without its descendants, in bytes. */
    long peakBytes() {
        return peakKilobytes << 10;
    }

    Cpu at(Instant moment) {
        for (int i = 1; i < samples.size(); i++) {
            var after = samples.get(i);
            if (after.at().isAfter(moment)) {
                var before = samples.get(i - 1);
                double whole = seconds(before.at(), after.at());
                return before.cpu().between(after.cpu(), Math.max(0, seconds(before.at(), moment) / whole));
            }
        }
        return samples.get(samples.size() - 1).cpu();
    }

    static double seconds(Instant from, Instant to) {
        return java.time.Duration.between(from, to).toNanos() / 1e9;
    }

    private Cpu cpu() throws IOException {
        var own = fields(process.pid());
        double database = 0;
        double tools = ticks(own, 15) + ticks(own, 16);
        for (var child : process.descendants().toList()) {
            var fields = fields(child.pid());
            double all = ticks(fields, 13) + ticks(fields, 14) + ticks(fields, 15) + ticks(fields, 16);
            if (fields[1].equals("postgres")) {
                database += all;
            } else {
                tools += all;
            }
        }
        return new Cpu(ticks(own, 13) + ticks(own, 14), database, tools);
    }

    private long peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** As proc(5) counts them, from 0; the name of the program without its parentheses. */
    private static String[] fields(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        var rest = stat.substring(close + 2).split(" ", -1);
        var fields = new String[rest.length + 2];
        fields[0] = stat.substring(0, open - 1);
        fields[1] = stat.substring(open + 1, close);
        System.arraycopy(rest, 0, fields, 2, rest.length);
        return fields;
    }

    private static double ticks(String[] fields, int at) {
        return Long.parseLong(fields[at]) / TICKS_A_SECOND;
    }
}
