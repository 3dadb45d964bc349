package preservation.attempt;

/** What one attempt does on the thread of its slot. */
interface Work {

    /** Does all of it, and says on the way what it brings. */
    Ended carryOut();

    /** Asks it to stop; the caller interrupts its thread as well. */
    void giveUp();

    /** True when it has brought no result for longer than it may. */
    boolean isOverdue();
}
