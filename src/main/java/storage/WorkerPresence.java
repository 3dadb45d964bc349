package storage;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import model.WorkerId;

/**
 * Proof that a worker process is gone, where there can be one: each holds a lock on a file of its own, which the operating
 * system releases when the process dies in whatever way. Only a process on the same machine, since the same boot, is judged;
 * of others nothing is known for certain.
 */
public final class WorkerPresence implements AutoCloseable {

    /** Never asked by way of their files: a process that closes any handle of a file drops all its locks on it. */
    private static final Set<WorkerId> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final WorkerId worker;
    private final FileChannel held;

    private WorkerPresence(WorkerId worker, FileChannel held) {
        this.worker = worker;
        this.held = held;
    }

    /** Says that this process is there, for as long as it lives or until it is closed. */
    public static WorkerPresence announce(Path directory, WorkerId worker) throws IOException {
        Files.createDirectories(directory);
        // Written and locked under another name, so that nobody meets it unlocked.
        var newborn = directory.resolve("." + worker);
        var channel = FileChannel.open(newborn, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new IOException("cannot lock " + newborn);
        }
        channel.write(StandardCharsets.UTF_8.encode(machine()));
        Files.move(newborn, directory.resolve(worker.toString()));
        OF_THIS_PROCESS.add(worker);
        return new WorkerPresence(worker, channel);
    }

    /** True only when it is proven that the worker's process has ended. */
    public static boolean isCertainlyDead(Path directory, WorkerId worker) {
        if (OF_THIS_PROCESS.contains(worker)) {
            return false;
        }
        var file = directory.resolve(worker.toString());
        try {
            if (!Files.readString(file).equals(machine())) {
                return false;
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                return lock != null;
            }
        } catch (OverlappingFileLockException | IOException unknown) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        held.close();
        OF_THIS_PROCESS.remove(worker);
    }

    /** The machine and its boot: after a restart of the machine every process of before is gone as well. */
    private static String machine() throws IOException {
        var boot = Path.of("/proc/sys/kernel/random/boot_id");
        var since = Files.isReadable(boot) ? Files.readString(boot).strip() : "unknown";
        return InetAddress.getLocalHost().getHostName() + " " + since + "\n";
    }
}
