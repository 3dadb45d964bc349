package preservation.attempt;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import model.Ordinals;

/**
 * Who is told what of the attempts on a workbench: whoever commands an attempt follows it and hears of it at once, at all
 * news and about once a second, until nothing is held any more. A follower of a stale incarnation gets no answer at all.
 *
 * @param <F> where a follower can be reached
 */
public final class Followers<F> {

    /** Outcomes in one report; with a good half KB each the message stays within its 64 KiB. */
    private static final int RESULTS_MAX = 128;

    /**
     * What a follower is told.
     *
     * @param number the monotonic clock at this moment, which an answer renews the lease from
     * @param holding with the first of the results
     */
    public record Report<F>(F follower, long number, Workbench.Holding holding) {}

    private final Workbench bench;
    private final Consumer<Report<F>> send;
    private final Map<AttemptKey, Following<F>> followers = new HashMap<>();

    /** Whoever follows an attempt, with the results that are on their way to it and not answered yet. */
    private record Following<F>(F follower, BitSet underWay) {}

    /** The reports may get lost; nothing here depends on any of them. */
    public Followers(Workbench bench, Consumer<Report<F>> send) {
        this.bench = bench;
        this.send = send;
    }

    public void assign(long epoch, AttemptOrder order, ExecutorService slots, F follower) {
        bench.assign(epoch, order, slots);
        attach(epoch, order.key(), follower);
    }

    public void attach(long epoch, AttemptKey key, F follower) {
        bench.attach(epoch, key).ifPresent(holding -> {
            var following = new Following<>(follower, new BitSet());
            followers.put(key, following);
            send(following, holding);
        });
    }

    /** A report was answered, and some results need not be kept any more: what is left is said at once. */
    public void seen(long epoch, AttemptKey key, long report, Ordinals stored) {
        bench.renew(epoch, key, report);
        if (!stored.isEmpty()) {
            bench.acknowledge(epoch, key, stored.stream().boxed().toList());
            report(key, false);
        }
    }

    public void kill(long epoch, AttemptKey key) {
        bench.kill(epoch, key);
        followers.remove(key);
    }

    /** The workbench has something new. */
    public void news(AttemptKey key) {
        report(key, true);
    }

    /** About once a second. What was on its way may have got lost, and is said again. */
    public void tick() {
        bench.sweep();
        var held = bench.keys();
        followers.keySet().retainAll(held);
        followers.values().forEach(following -> following.underWay().clear());
        held.forEach(key -> report(key, true));
    }

    /** Tells the follower what is held; without {@code always} only when results still wait. */
    private void report(AttemptKey key, boolean always) {
        var following = followers.get(key);
        if (following == null || !bench.keys().contains(key)) {
            return;
        }
        var holding = bench.holding(key);
        var news = news(holding, following.underWay());
        if (always || !news.results().isEmpty()) {
            send(following, news);
        }
    }

    /** What has not been said lately. Trouble is never told without the results that are still held, for it ends them. */
    private static Workbench.Holding news(Workbench.Holding holding, BitSet underWay) {
        if (!holding.trouble().isEmpty()) {
            return holding;
        }
        return holding.with(holding.results().stream()
                .filter(outcome -> !underWay.get(outcome.ordinal()))
                .toList());
    }

    private void send(Following<F> following, Workbench.Holding holding) {
        var results = holding.results();
        var page = results.size() > RESULTS_MAX ? results.subList(0, RESULTS_MAX) : results;
        page.forEach(outcome -> following.underWay().set(outcome.ordinal()));
        send.accept(new Report<>(following.follower(), bench.nanos(), holding.with(List.copyOf(page))));
    }
}
