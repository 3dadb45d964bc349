package app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import preservation.CharacterizeFiles;
import tools.ExifTool;
import tools.Ffprobe;
import tools.MediaInfo;
import tools.ToolRunner;

/**
 * The programs that describe files, as far as this machine has them. Each is started once to learn its version, all at the same
 * time, when they are first needed or warmed: a node that runs no tasks never does.
 */
final class Describers implements Supplier<CharacterizeFiles.Installed> {

    private final ToolRunner runner;
    private final Path directory;
    private CompletableFuture<CharacterizeFiles.Installed> found;

    /** @param directory where they are started */
    Describers(ToolRunner runner, Path directory) {
        this.runner = runner;
        this.directory = directory;
    }

    /** Starts looking for them and returns at once. Saves the first file its wait. */
    void warm() {
        var unused = looking();
    }

    /**
     * Waits until they have been found.
     *
     * @throws CompletionException when one could not be started, which is tried again the next time
     */
    @Override
    public CharacterizeFiles.Installed get() {
        var looking = looking();
        try {
            return looking.join();
        } catch (CompletionException failed) {
            forget(looking);
            throw failed;
        }
    }

    private synchronized void forget(CompletableFuture<CharacterizeFiles.Installed> failed) {
        if (found == failed) {
            found = null;
        }
    }

    private synchronized CompletableFuture<CharacterizeFiles.Installed> looking() {
        if (found == null) {
            var exifTool = sought(() -> ExifTool.find(runner, directory));
            var mediaInfo = sought(() -> MediaInfo.find(runner, directory));
            var ffprobe = sought(() -> Ffprobe.find(runner, directory));
            found = CompletableFuture.allOf(exifTool, mediaInfo, ffprobe)
                    .thenApply(
                            all -> new CharacterizeFiles.Installed(exifTool.join(), mediaInfo.join(), ffprobe.join()));
        }
        return found;
    }

    private static <T> CompletableFuture<T> sought(Callable<T> search) {
        var found = new CompletableFuture<T>();
        var thread = new Thread(
                () -> {
                    try {
                        found.complete(search.call());
                    } catch (Exception failure) {
                        found.completeExceptionally(new IllegalStateException(
                                "the tools could not be looked for: " + failure.getMessage(), failure));
                    }
                },
                "tool-search");
        thread.setDaemon(true);
        thread.start();
        return found;
    }
}
