package testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few bytes for tests of full disks. Needs root and mount; left out loudly without. */
public final class SmallDisk implements AutoCloseable {

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** A tmpfs mounted on a new directory; closing it unmounts it. */
    public static SmallDisk at(Path directory, String size) throws IOException, InterruptedException {
        Needs.program("mount");
        Files.createDirectories(directory);
        var mount = new ProcessBuilder(
                        "mount", "-t", "tmpfs", "-o", "size=" + size, "muniment-test", directory.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Needs.that(mount.waitFor() == 0, "a tmpfs cannot be mounted here, which takes root: " + said.strip());
        return new SmallDisk(directory);
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        var unmount =
                new ProcessBuilder("umount", directory.toString()).inheritIO().start();
        if (unmount.onExit().join().exitValue() != 0) {
            throw new IOException("umount " + directory + " failed; it is still mounted");
        }
    }
}
