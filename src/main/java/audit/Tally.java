package audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts what is looked at and keeps the first things that are wrong: of a ruined journal there may be a million. */
final class Tally implements Consumer<Discrepancy> {

    private static final int KEPT = 1000;

    private final List<Discrepancy> kept = new ArrayList<>();
    private long transfers;
    private long journals;
    private long events;
    private long bytes;
    private long blobs;
    private long anchors;
    private long aips;
    private long premisEvents;
    private long found;

    @Override
    public void accept(Discrepancy discrepancy) {
        found++;
        if (kept.size() < KEPT) {
            kept.add(discrepancy);
        }
    }

    void transfer() {
        transfers++;
    }

    void journal() {
        journals++;
    }

    void event(int length) {
        events++;
        bytes += length;
    }

    void blob() {
        blobs++;
    }

    void anchors(int count) {
        anchors += count;
    }

    void aip() {
        aips++;
    }

    void premisEvent() {
        premisEvents++;
    }

    Report report() {
        return new Report(
                transfers, journals, events, bytes, blobs, anchors, aips, premisEvents, found, List.copyOf(kept));
    }
}
