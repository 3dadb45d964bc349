package http.storage;

import http.exchange.Call;
import http.exchange.Reading;
import http.exchange.Replies;
import http.health.HealthCheck;
import http.storage.StorageView.Check;
import http.storage.StorageView.Database;
import http.storage.StorageView.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.DatabaseState;

/**
 * Says how the database and the disks are. A disk of another machine may not answer for ever, so each is waited for only a
 * while.
 */
public record LookAtStorage(
        DatabaseState database, SortedMap<String, Path> directories, List<HealthCheck> checks, Reading reading) {

    private static final Logger LOG = LoggerFactory.getLogger(LookAtStorage.class);
    private static final int ANSWER_SECONDS = 3;
    private static final String SILENT = "does not answer";

    public CompletionStage<HttpResponse> show(Call call) {
        call.parameters();
        return look().thenApply(Replies::ok);
    }

    public CompletionStage<StorageView> look() {
        var found = waited(this::answered, failure -> Optional.<Database>empty());
        var disks = all(
                directories.entrySet(),
                each -> waited(
                        () -> disk(each.getKey(), each.getValue()), failure -> silent(each.getKey(), each.getValue())));
        var findings = all(
                checks,
                check -> waited(
                        () -> new Check(check.name(), check.complaint()),
                        failure -> new Check(check.name(), Optional.of(SILENT))));
        return found.thenCombine(disks, (state, list) -> new StorageView(state, list, List.of()))
                .thenCombine(findings, (view, list) -> new StorageView(view.database(), view.disks(), list));
    }

    private <T> CompletableFuture<T> waited(Supplier<T> work, Function<Throwable, T> otherwise) {
        return reading.read(work)
                .toCompletableFuture()
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOG.warn("the state of the database or a disk could not be had", failure);
                    return otherwise.apply(failure);
                });
    }

    private static <S, T> CompletableFuture<List<T>> all(Iterable<S> things, Function<S, CompletableFuture<T>> begun) {
        var asked = new ArrayList<CompletableFuture<T>>();
        things.forEach(each -> asked.add(begun.apply(each)));
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }

    private Optional<Database> answered() {
        long began = System.nanoTime();
        var look = database.look();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        return Optional.of(new Database(look.version(), look.bytes(), look.connections(), look.connectionsMax(), took));
    }

    private static Disk disk(String what, Path directory) {
        try {
            var disk = Files.getFileStore(existing(directory));
            return new Disk(what, directory.toString(), disk.getUsableSpace(), disk.getTotalSpace(), Optional.empty());
        } catch (IOException failure) {
            return new Disk(
                    what, directory.toString(), 0, 0, Optional.of("can't be looked at: " + failure.getMessage()));
        }
    }

    /** A directory that is only made when it is needed will be made below one that is there. */
    private static Path existing(Path directory) {
        var place = directory.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    private static Disk silent(String what, Path directory) {
        return new Disk(what, directory.toString(), 0, 0, Optional.of(SILENT));
    }
}
