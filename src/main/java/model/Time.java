package model;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What time it is, twice: the wall clock, which is for people and may jump, and the monotonic clock of this process, which
 * is for measuring and is compared with nothing but itself.
 */
public interface Time {

    Instant instant();

    /** Nanoseconds since some moment in the past. */
    long nanos();

    static Time of(InstantSource wall) {
        return new Time() {
            @Override
            public Instant instant() {
                return wall.instant();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
