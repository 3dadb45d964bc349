package model;

import java.util.UUID;

/** Names one start of one worker process. An address is never an identity: a restarted worker is another worker. */
public record WorkerId(UUID value) {
    private static final int CHARACTERS = 8;

    /** Its beginning, for people who see few of them at once. */
    public String abbreviated() {
        return toString().substring(0, CHARACTERS);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
