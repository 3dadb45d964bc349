package model;

import java.util.UUID;

/** Names one start of one worker process. An address is never an identity: a restarted worker is another worker. */
public record WorkerId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
