package tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One look at the machine's processes (Linux {@code proc(5)}), to find what a tool started. A tool's whole tree carries a
 * mark in its environment, so it is found even when parents have died or it has moved to a session of its own. The JDK
 * alone: the watch process runs this class with nothing else on its class path.
 */
final class ProcessTable {

    /** Whose JVM started it: see {@code Owner}. */
    static final String OWNER = "MUNIMENT_TOOL_OWNER";

    /** Which run it belongs to. */
    static final String RUN = "MUNIMENT_TOOL_RUN";

    /** Which run our own JVM belongs to, should it be one itself: then its tools are part of that as well. */
    static final String WITHIN = "MUNIMENT_TOOL_WITHIN";

    private static final Path PROC = Path.of("/proc");

    private static final long THREAD_OF_THE_KERNEL = 2;

    /** How often we look again for the sake of a process that has no environment, and may be just getting one. */
    private static final int LOOKS_AT_MUTE = 3;

    private record Row(long pid, long parent, long session, List<String> environment) {

        boolean says(Predicate<String> entry) {
            return environment.stream().anyMatch(entry);
        }

        /** A session that began outside a container has the number 0 in it, which is nobody's. */
        boolean isInSessionOf(long pid) {
            return pid != 0 && session == pid;
        }

        /** It was started without any environment, is taking another program's place just now, or is dying. */
        boolean isMute() {
            return environment.size() == 1 && environment.get(0).isEmpty() && parent != THREAD_OF_THE_KERNEL;
        }
    }

    private ProcessTable() {}

    /**
     * Kills every process whose environment has such an entry, with all that descend from them or share their session; again
     * and again until nothing is left, for a tree may grow while it is being felled.
     *
     * @param tool the process that the others come from: none of them began before it, and what is mute in its session is one
     *     of them; 0 when it is not known
     * @return false when something was still there after the time: a process that hangs in the kernel, say
     */
    static boolean kill(Predicate<String> entry, long tool, Patience patience) {
        var killed = new HashSet<Long>();
        int looks = 0;
        do {
            var rows = rows(firstNumber(tool));
            var left = tree(rows, row -> row.says(entry) || (row.isMute() && row.isInSessionOf(tool)));
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            killed.addAll(left);
            looks++;
            boolean unsure =
                    tool != 0 && looks <= LOOKS_AT_MUTE && rows.stream().anyMatch(Row::isMute);
            if (!unsure && rows.stream().noneMatch(row -> killed.contains(row.pid()))) {
                return true;
            }
        } while (patience.wait(20));
        return false;
    }

    private static Set<Long> tree(List<Row> rows, Predicate<Row> root) {
        var found = new HashSet<Long>();
        rows.stream().filter(root).forEach(row -> found.add(row.pid()));
        boolean grew = !found.isEmpty();
        while (grew) {
            grew = false;
            for (var row : rows) {
                if (found.contains(row.parent()) || found.contains(row.session())) {
                    grew |= found.add(row.pid());
                }
            }
        }
        found.remove(ProcessHandle.current().pid());
        return found;
    }

    /**
     * Numbers are given in ascending order, so after a short run few processes are worth a look. Unless they have come round
     * to small numbers again: then the last one given, which {@code /proc/loadavg} tells, is smaller than ours.
     */
    private static long firstNumber(long oldest) {
        try {
            var words = Files.readString(PROC.resolve("loadavg")).strip().split(" ", -1);
            return Long.parseLong(words[words.length - 1]) < oldest ? 0 : oldest;
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }

    private static List<Row> rows(long firstNumber) {
        var rows = new ArrayList<Row>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (var directory : directories) {
                if (number(directory) < firstNumber) {
                    continue;
                }
                row(directory).ifPresent(rows::add);
            }
        } catch (IOException noProc) {
            return List.of(); // not Linux: the caller has only what ProcessHandle knows
        }
        return rows;
    }

    private static Optional<Row> row(Path directory) {
        try {
            var stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The second field is the program's name in brackets, and may hold spaces and brackets itself.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(new Row(
                    number(directory), Long.parseLong(fields[1]), Long.parseLong(fields[3]), environment(directory)));
        } catch (IOException | RuntimeException gone) {
            return Optional.empty(); // it ended while we looked
        }
    }

    private static long number(Path directory) {
        return Long.parseLong(directory.getFileName().toString());
    }

    private static List<String> environment(Path directory) {
        try {
            var environment = Files.readString(directory.resolve("environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0", -1));
        } catch (IOException notOurs) {
            return List.of(); // another user's process cannot be a child of ours
        }
    }

    /** A time that runs out, for loops that ask again. */
    static final class Patience {
        private final long end;

        Patience(long milliseconds) {
            end = System.nanoTime() + milliseconds * 1_000_000;
        }

        /** Waits that long; false when the time has run out. */
        boolean wait(int milliseconds) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(milliseconds * 1_000_000L);
            return true;
        }
    }
}
