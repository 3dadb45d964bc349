package simulation;

import model.TransferId;

/** P4: a person is told yes only when the journal holds what they asked for. */
final class AcknowledgedIsStored implements Check {

    private final World world;

    AcknowledgedIsStored(World world) {
        this.world = world;
    }

    @Override
    public void acknowledged(TransferId transfer, String command) {
        boolean stored = world.database.rows("transfer|" + transfer).stream()
                .anyMatch(row -> row.event().event().toString().contains(command));
        if (!stored) {
            broken("\"" + command + "\" was acknowledged and is not in the journal");
        }
    }
}
