package simulation;

/** Once nothing goes wrong any more, every transfer comes to its end and every command is answered. */
final class EverythingEnds implements Check {

    private final World world;

    EverythingEnds(World world) {
        this.world = world;
    }

    @Override
    public void atTheEnd() {
        if (!world.isDone()) {
            broken("faults are long over, and these have not ended: " + world.unfinished());
        }
    }
}
