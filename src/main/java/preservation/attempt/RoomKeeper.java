package preservation.attempt;

import java.time.Duration;
import model.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a workbench out of work while its disks take nothing, and back when they do. After an attempt met a full disk it
 * waits, each time longer: what just failed may be larger than what is free.
 */
public final class RoomKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(RoomKeeper.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long PAUSE_MAX_NANOS = Duration.ofMinutes(5).toNanos();

    private final Workbench bench;
    private final Room room;
    private final Time time;
    private String said = "";
    private long closedNanos;
    private long openedNanos;
    private long pauseNanos = PAUSE_NANOS;

    public RoomKeeper(Workbench bench, Room room, Time time) {
        this.bench = bench;
        this.room = room;
        this.time = time;
        this.openedNanos = time.nanos();
    }

    /** Every few seconds, on a thread that may block. */
    public void look() {
        long now = time.nanos();
        room.complaint().ifPresent(bench::close);
        var complaint = bench.complaint();
        if (complaint.isPresent() && said.isEmpty()) {
            closed(complaint.get(), now);
        } else if (complaint.isPresent() && room.complaint().isEmpty() && now - closedNanos >= pauseNanos) {
            bench.reopen();
            LOG.info("this worker takes work again: there is room");
            said = "";
            openedNanos = now;
        }
    }

    private void closed(String complaint, long now) {
        LOG.warn("this worker takes no work until there is room: {}", complaint);
        said = complaint;
        boolean again = now - openedNanos < PAUSE_MAX_NANOS && closedNanos != 0;
        pauseNanos = again ? Math.min(PAUSE_MAX_NANOS, 2 * pauseNanos) : PAUSE_NANOS;
        closedNanos = now;
    }
}
