package simulation;

/** P8: what a worker holds is bounded by what coordinators may hand out to it. */
final class BoundedMemory implements Check {

    /** Far above what is needed: each coordinator's room, and attempts that wait to be let go. */
    private static final int ATTEMPTS_MAX = 40;

    @Override
    public void benchChanged(Worker worker) {
        if (worker.bench.keys().size() > ATTEMPTS_MAX) {
            broken(worker + " holds " + worker.bench.keys().size() + " attempts");
        }
    }
}
