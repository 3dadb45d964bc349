package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import model.JobId;
import model.Loss;
import model.TaskResult;
import model.Time;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preservation.ActionContext;
import preservation.NoRoom;
import preservation.PreservationAction;
import preservation.TaskInput;
import storage.Blobs;
import testing.SmallDisk;

/** A worker whose disk takes nothing takes no work and comes back by itself. On a real small disk. */
class FullDiskTest {

    private static final TransferId TRANSFER = new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555"));
    private static final AttemptKey KEY = new AttemptKey(new JobId(TRANSFER, "step", 0), 1);
    private static final AttemptKey WAITING = new AttemptKey(new JobId(TRANSFER, "step", 0), 2);

    @TempDir
    Path temporary;

    private final ExecutorService slots = Executors.newSingleThreadExecutor();
    private final BlockingQueue<AttemptKey> news = new LinkedBlockingQueue<>();
    private final AtomicLong later = new AtomicLong();

    @AfterEach
    void stop() {
        slots.shutdownNow();
    }

    @Test
    void an_attempt_that_meets_a_full_disk_uses_up_one_try_and_leaves_nothing() throws Exception {
        try (var disk = SmallDisk.at(temporary.resolve("disk"), "2m")) {
            var bench = bench(disk, new Fills(true));

            awaitTrouble(bench);

            assertThat(bench.holding(KEY).trouble()).contains("no room").contains("No space left on device");
            assertThat(bench.holding(KEY).loss()).isEqualTo(Loss.BROKE);
            assertThat(bench.holding(KEY).results()).isEmpty();
            assertThat(bench.complaint().orElseThrow()).contains("no room");
            assertThat(bench.isOpen()).isFalse();
            assertThat(disk.directory()
                            .resolve("work")
                            .resolve(TRANSFER.toString())
                            .resolve("step-0"))
                    .satisfies(job -> assertThat(job.toFile().list()).isNullOrEmpty());
        }
    }

    @Test
    void what_a_tool_says_of_a_full_disk_in_its_own_words_is_found_out() throws Exception {
        try (var disk = SmallDisk.at(temporary.resolve("disk"), "2m")) {
            var bench = bench(disk, new Fills(false));

            awaitTrouble(bench);

            assertThat(bench.holding(KEY).loss()).isEqualTo(Loss.BROKE);
            assertThat(bench.holding(KEY).results()).isEmpty();
        }
    }

    @Test
    void a_worker_on_a_disk_that_became_read_only_gives_back_what_waits_and_comes_back_by_itself() throws Exception {
        try (var disk = SmallDisk.at(temporary.resolve("disk"), "2m")) {
            var release = new CountDownLatch(1);
            var bench = bench(disk, new Waits(release));
            bench.assign(1, SampleOrders.of(WAITING), slots);
            bench.renew(1, WAITING, System.nanoTime());
            var keeper = new RoomKeeper(bench, new Room(area(disk), clock()), clock());
            keeper.look();
            assertThat(bench.isOpen()).isTrue();

            remount(disk, "ro");
            pass(3);
            keeper.look();

            assertThat(bench.complaint().orElseThrow()).contains("Read-only file system");
            assertThat(bench.holding(WAITING).running()).isFalse();
            assertThat(bench.holding(WAITING).loss()).isEqualTo(Loss.NOT_ITS_FAULT);
            assertThat(bench.holding(KEY).running()).as("what runs goes on").isTrue();

            remount(disk, "rw");
            pass(3);
            keeper.look();
            assertThat(bench.isOpen()).isTrue();
            release.countDown();
            slots.shutdown();
            assertThat(slots.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void each_time_that_it_was_not_enough_room_the_pause_is_longer() throws Exception {
        try (var disk = SmallDisk.at(temporary.resolve("disk"), "2m")) {
            var bench = new Workbench(null, clock(), Duration.ofMinutes(1), 10);
            Files.createDirectories(area(disk).root());
            Files.createDirectories(area(disk).blobs());
            var keeper = new RoomKeeper(bench, new Room(area(disk), clock()), clock());
            bench.close("no room");
            keeper.look();
            pass(2);
            keeper.look();
            assertThat(bench.isOpen()).isTrue();

            bench.close("no room");
            keeper.look();
            pass(3);
            keeper.look();
            assertThat(bench.isOpen()).isFalse();
            pass(2);
            keeper.look();
            assertThat(bench.isOpen()).isTrue();
        }
    }

    @Test
    void only_the_system_can_say_that_there_is_no_room() {
        assertThat(NoRoom.isSaidBy(new UncheckedIOException(new IOException("No space left on device"))))
                .isTrue();
        assertThat(NoRoom.isSaidBy(new FileSystemException("a", null, "Read-only file system")))
                .isTrue();
        assertThat(NoRoom.isSaidBy(new FileNotFoundException("a (Read-only file system)")))
                .isTrue();
        assertThat(NoRoom.isSaidBy(new NoSuchFileException("No space left on device")))
                .isFalse();
        assertThat(NoRoom.isSaidBy(new FileNotFoundException("(Read-only file system) (No such file or directory)")))
                .isFalse();
        assertThat(NoRoom.isSaidBy(new IllegalStateException("No space left on device")))
                .isFalse();
    }

    private void pass(int seconds) {
        later.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private Time clock() {
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime() + later.get();
            }

            @Override
            public Instant instant() {
                return Clock.systemUTC().instant();
            }
        };
    }

    private static void remount(SmallDisk disk, String how) throws IOException, InterruptedException {
        var mount = new ProcessBuilder(
                        "mount", "-o", "remount," + how, disk.directory().toString())
                .inheritIO()
                .start();
        assertThat(mount.waitFor()).isZero();
    }

    private static WorkArea area(SmallDisk disk) {
        return new WorkArea(disk.directory().resolve("work"), disk.directory().resolve("blobs"));
    }

    /** A workbench that is at work on {@link #KEY}, or has been. */
    private Workbench bench(SmallDisk disk, PreservationAction<?> action) throws Exception {
        var area = area(disk);
        Files.createDirectories(area.root());
        Files.createDirectories(area.blobs());
        var bench = new Workbench(
                area,
                new Actions(Map.of("act", action)),
                new Blobs(area.blobs(), "worker"),
                Clock.systemUTC(),
                Duration.ofMinutes(1));
        bench.onNews(news::add);
        bench.assign(1, SampleOrders.of(KEY), slots);
        bench.renew(1, KEY, System.nanoTime());
        if (action instanceof Waits waits) {
            assertThat(waits.begun.await(20, TimeUnit.SECONDS)).isTrue();
        }
        return bench;
    }

    private void awaitTrouble(Workbench bench) throws InterruptedException {
        while (bench.holding(KEY).trouble().isEmpty() || bench.complaint().isEmpty()) {
            assertThat(news.poll(20, TimeUnit.SECONDS)).as("news of trouble").isNotNull();
        }
    }

    private record Nothing() {}

    /** Writes more than there is room for; then throws, or says in its own words what happened. */
    private record Fills(boolean throwing) implements PreservationAction<Nothing> {
        @Override
        public Class<Nothing> parameters() {
            return Nothing.class;
        }

        @Override
        public boolean needsDirectory() {
            return true;
        }

        @Override
        public TaskResult run(Nothing parameters, TaskInput task, ActionContext context) throws IOException {
            try (var out = Files.newOutputStream(context.attemptDirectory().resolve("large"))) {
                for (int i = 0; i < 1_000; i++) {
                    out.write(new byte[4_096]);
                }
            } catch (IOException full) {
                if (throwing) {
                    throw full;
                }
                return TaskResult.failed("the tool ended with 17");
            }
            return TaskResult.completed();
        }
    }

    private record Waits(CountDownLatch release, CountDownLatch begun) implements PreservationAction<Nothing> {
        Waits(CountDownLatch release) {
            this(release, new CountDownLatch(1));
        }

        @Override
        public Class<Nothing> parameters() {
            return Nothing.class;
        }

        @Override
        public TaskResult run(Nothing parameters, TaskInput task, ActionContext context) throws InterruptedException {
            begun.countDown();
            release.await();
            return TaskResult.completed();
        }
    }
}
