package http.pages.cluster;

import http.cluster.ClusterView;
import http.cluster.ClusterView.Worker;
import http.cluster.TransferPlaces;
import http.storage.StorageView;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import views.Pace;
import views.StuckTransfer;

/**
 * The cluster at a moment, and what does not get on.
 *
 * @param storage as the node sees it that shows the page
 */
public record ClusterScreen(
        ClusterView view,
        Optional<TransferPlaces> places,
        List<StuckTransfer> stuck,
        StorageView storage,
        List<Pace.Minute> pace) {

    private static final int SECONDS = 60;

    ClusterScreen with(List<Pace.Minute> minutes) {
        return new ClusterScreen(view, places, stuck, storage, minutes);
    }

    /** Those that are over. */
    public List<Pace.Minute> minutes() {
        return pace.isEmpty() ? pace : pace.subList(0, pace.size() - 1);
    }

    /** Tasks a second in the last whole minute. */
    public double rateNow() {
        return minutes().isEmpty() ? 0 : rate(minutes().get(minutes().size() - 1));
    }

    public double rateMost() {
        return minutes().stream().mapToDouble(ClusterScreen::rate).max().orElse(0);
    }

    public long endedInAll() {
        return minutes().stream().mapToLong(Pace.Minute::ended).sum();
    }

    public static double rate(Pace.Minute minute) {
        return minute.ended() / (double) SECONDS;
    }

    /** Names that can be drained or undrained. */
    public SortedSet<String> names() {
        var names = new TreeSet<String>();
        view.workers().forEach(worker -> names.add(worker.name()));
        view.draining().forEach(each -> names.add(each.worker()));
        return names;
    }

    /** Why the worker is kept from new work; empty when it is not. */
    public Optional<ClusterView.Draining> draining(Worker worker) {
        return view.draining().stream()
                .filter(each -> each.worker().equals(worker.name()))
                .findFirst();
    }

    /** Whether workers of this name are kept from new work. */
    public boolean isDraining(String name) {
        return view.draining().stream().anyMatch(each -> each.worker().equals(name));
    }

    public long waitingTasks() {
        return view.queue().tasks().values().stream().mapToLong(count -> count).sum();
    }
}
