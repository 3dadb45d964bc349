package simulation;

/** P8: what a worker holds is bounded by what coordinators may hand out to it. */
final class BoundedMemory implements Check {

    /** Far above what is needed: each coordinator's room, and attempts that wait to be let go. */
    private static final int ATTEMPTS_MAX = 40;

    /** What the slots of a worker may still bring: three hand-outs of four tasks. */
    private static final int AT_WORK_MAX = 12;

    @Override
    public void benchChanged(Worker worker) {
        if (worker.bench.keys().size() > ATTEMPTS_MAX) {
            broken(worker + " holds " + worker.bench.keys().size() + " attempts");
        }
        long leased = worker.world.time.now() - World.LEASE.toNanos();
        int kept = worker.bench.keys().stream()
                .filter(key -> worker.attempts.attempt(key) != null && worker.attempts.attempt(key).leasedAt > leased)
                .mapToInt(key -> worker.bench.holding(key).results().size())
                .sum();
        if (kept >= worker.keptMax + AT_WORK_MAX) {
            broken(worker + " keeps " + kept + " results, and may begin nothing from " + worker.keptMax + " on");
        }
    }
}
