package simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import model.TransferId;
import pipeline.transfer.PlaceNeed;
import pipeline.transfer.Places;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferState;

/** Where places among the active transfers are given, on one of the coordinators: stands where {@code Admission} stands. */
final class Desk {

    private final Coordinator home;
    private final Places places;
    private final Map<TransferId, Runnable> waiting = new LinkedHashMap<>();

    /** Begins with those that may have a place, as the journal says now. */
    Desk(Coordinator home, int limit) {
        this.home = home;
        this.places = new Places(limit);
        var unsure = home.world.transfers().stream().filter(this::mayHavePlace).toList();
        places.expect(unsure, home.nanos());
        unsure.forEach(this::wake);
        home.every(Timeline.seconds(2), this::tick);
    }

    Coordinator home() {
        return home;
    }

    private boolean mayHavePlace(TransferId id) {
        var state = TransferState.initial();
        for (var row : home.world.database.rows("transfer|" + id)) {
            state = state.apply((TransferEvent) row.event().event(), row.event().link());
        }
        return !(state.need() instanceof PlaceNeed.None);
    }

    private boolean tick() {
        places.silent(home.nanos()).forEach(this::wake);
        grant();
        return true;
    }

    private void wake(TransferId id) {
        var at = home.world.home(id);
        home.world.network.send(home, at, () -> "wake " + id, () -> {
            if (home.world.home(id) == at) {
                at.transfer(id).wake();
            }
        });
    }

    /** A transfer says what it needs. */
    void said(TransferId id, PlaceNeed need, long turn, Transfer from) {
        waiting.remove(id);
        Runnable answer = () -> tell(from, turn);
        if (need instanceof PlaceNeed.Holds) {
            places.holds(id, home.nanos());
        } else if (need instanceof PlaceNeed.Waits waits) {
            if (places.waits(id, waits, home.nanos())) {
                answer.run();
            } else {
                waiting.put(id, answer);
            }
        } else {
            places.leaves(id);
        }
        grant();
    }

    private void grant() {
        places.grant(home.nanos()).forEach(id -> waiting.remove(id).run());
    }

    private void tell(Transfer whom, long turn) {
        if (!home.world.faults.areOver() && home.world.dice.chance(0.05)) {
            home.world.trace.say(home.name, () -> "LOST: a place");
        } else {
            whom.home().later(home.world.dice.between(1_000, Timeline.millis(3)), () -> whom.takePlace(turn));
        }
    }
}
