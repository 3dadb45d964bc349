package simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import model.TransferId;

/** A process with the coordinator role: the transfers that are at home here, and their dispatcher. */
final class Coordinator extends Machine {

    final Grants grants;
    private final Map<TransferId, Transfer> transfers = new LinkedHashMap<>();

    Coordinator(String name, World world) {
        super(name, world);
        this.grants = new Grants(this);
    }

    /** The transfer's incarnation here, which is begun unless it is there. */
    Transfer transfer(TransferId id) {
        var there = transfers.get(id);
        if (there == null || there.isStopped()) {
            there = new Transfer(id, this, () -> failed(id));
            transfers.put(id, there);
        }
        return there;
    }

    /** Sharding begins a remembered entity anew after a while. */
    private void failed(TransferId id) {
        later(Timeline.seconds(1), () -> {
            if (world.home(id) == this) {
                transfer(id);
            }
        });
    }

    /** These are at home elsewhere now. */
    void leave(TransferId id) {
        var there = transfers.remove(id);
        if (there != null) {
            there.stop();
        }
    }
}
