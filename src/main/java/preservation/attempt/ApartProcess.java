package preservation.attempt;

import codec.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import model.TaskOutcome;
import model.Time;
import preservation.NoRoom;
import storage.Blobs;

/**
 * The other process of {@link WorkApart}: carries one attempt out and seals its result. Whoever runs it ends the
 * process then, and as well when its standard input ends, for then its parent is gone.
 */
public final class ApartProcess {

    private final OutputStream parent;
    private final Errand errand;
    private final List<TaskOutcome> brought = new ArrayList<>();

    private ApartProcess(OutputStream parent, Errand errand) {
        this.parent = parent;
        this.errand = errand;
    }

    /**
     * Carries the errand out that its parent has left.
     *
     * @param errand names the file that holds it
     * @param parent hears how it gets on
     * @param actions the same that the parent has
     * @return what the process is to exit with
     */
    public static int run(Path errand, OutputStream parent, Callable<Actions> actions) throws Exception {
        return new ApartProcess(parent, Errand.read(errand))
                .carryOut(actions.call().here());
    }

    private int carryOut(Actions actions) throws Exception {
        var time = Time.of(Clock.systemUTC());
        var area = errand.area();
        try (var blobs = new Blobs(area.blobs(), errand.segment())) {
            var place = new AttemptPlace(area, actions, blobs, time, new Room(area, time));
            var ended = new CompletableFuture<Ended>();
            var slot = Executors.newSingleThreadExecutor();
            var unused = new AttemptThreads(place).start(errand.order(), slot, new Course(ended));
            return end(sealed(ended.get()));
        }
    }

    private Ended sealed(Ended how) {
        if (!how.trouble().isEmpty()) {
            return how;
        }
        try {
            SealedResult.write(errand.area().root(), errand.order().key(), List.copyOf(brought));
            return how;
        } catch (IOException failure) {
            return NoRoom.isSaidBy(failure)
                    ? Ended.withoutRoom("no room in the work area: " + failure.getMessage())
                    : Ended.broke(failure.toString());
        }
    }

    private int end(Ended how) throws IOException {
        if (how.trouble().isEmpty()) {
            return 0;
        }
        say(Json.text().writeValueAsString(how));
        return Errand.BROKE;
    }

    private void say(String line) {
        try {
            parent.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException parentHasGone) {
            throw new UncheckedIOException(parentHasGone);
        }
    }

    private final class Course implements Execution.Progress {
        private final CompletableFuture<Ended> ended;

        Course(CompletableFuture<Ended> ended) {
            this.ended = ended;
        }

        @Override
        public boolean begin() {
            say(Errand.BEGUN);
            return true;
        }

        @Override
        public void bring(List<TaskOutcome> outcomes) {
            brought.addAll(outcomes);
        }

        @Override
        public void end(Ended how) {
            ended.complete(how);
        }
    }
}
