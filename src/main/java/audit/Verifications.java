package audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import model.TransferId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import storage.AipStore;

/**
 * Verifies the record while a service runs: at most the whole journal once and one transfer at a time, for each reads as much
 * as it can. It remembers what the last ones came to, for as long as its process lives.
 */
public final class Verifications {

    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int KEPT = 100;

    private final Subject subject;
    private final InstantSource clock;
    private final Map<String, Verification> latest = new LinkedHashMap<>();
    private Optional<Running> whole = Optional.empty();
    private Optional<Running> single = Optional.empty();

    /**
     * What is verified, and against what.
     *
     * @param blobs where stored output lies
     * @param store whose receipts are heads from outside, and whose AIPs are compared with the journal
     * @param heads where heads are exported to when the whole journal agrees
     */
    public record Subject(DataSource journal, Path blobs, AipStore store, Optional<HeadFile> heads) {}

    /**
     * One that goes on.
     *
     * @param end completes when it is over, and never fails
     */
    public record Running(Verification begun, CompletionStage<Verification> end) {}

    public Verifications(Subject subject, InstantSource clock) {
        this.subject = subject;
        this.clock = clock;
    }

    /**
     * Begins one.
     *
     * @param executor has threads that may wait
     * @return empty when one of the kind goes on already
     */
    public Optional<Running> begin(Optional<TransferId> transfer, String by, Executor executor) {
        var begun = new Verification(transfer, by, clock.instant(), Optional.empty());
        var end = new CompletableFuture<Verification>();
        var running = new Running(begun, end);
        synchronized (this) {
            if (running(transfer.isEmpty()).isPresent()) {
                return Optional.empty();
            }
            set(transfer.isEmpty(), Optional.of(running));
        }
        try {
            executor.execute(() -> end.complete(over(begun.ended(verify(begun)))));
        } catch (RejectedExecutionException ending) {
            set(transfer.isEmpty(), Optional.empty());
            throw ending;
        }
        return Optional.of(running);
    }

    /** The one of the whole journal, or of a transfer, that goes on. */
    public synchronized Optional<Running> running(boolean ofAll) {
        return ofAll ? whole : single;
    }

    private synchronized void set(boolean ofAll, Optional<Running> running) {
        if (ofAll) {
            whole = running;
        } else {
            single = running;
        }
    }

    /** The last one that is over, of the whole journal or of one transfer. */
    public synchronized Optional<Verification> latest(Optional<TransferId> transfer) {
        return Optional.ofNullable(latest.get(key(transfer)));
    }

    /** The signed log of heads, where this service exports any. */
    public Optional<HeadFile> heads() {
        return subject.heads();
    }

    private static String key(Optional<TransferId> transfer) {
        return transfer.map(TransferId::toString).orElse("");
    }

    private synchronized Verification over(Verification ended) {
        set(ended.transfer().isEmpty(), Optional.empty());
        var key = key(ended.transfer());
        latest.remove(key); // so that it comes last
        latest.put(key, ended);
        if (latest.size() > KEPT) {
            latest.keySet().stream().filter(each -> !each.isEmpty()).findFirst().ifPresent(latest::remove);
        }
        return ended;
    }

    private Verification.Outcome verify(Verification begun) {
        try {
            return begun.transfer().isPresent() ? one(begun.transfer().get()) : all();
        } catch (SQLException | IOException | RuntimeException failure) {
            LOG.warn("the record could not be verified; whoever asked is told", failure);
            return new Verification.Outcome(
                    clock.instant(),
                    Optional.empty(),
                    List.of(),
                    0,
                    Optional.of("the record could not be read: " + failure.getMessage()));
        }
    }

    private Verification.Outcome one(TransferId transfer) throws SQLException, IOException {
        var outside = new ArrayList<Discrepancy>();
        var anchors = new ArrayList<>(OutsideHeads.ofStore(subject.store(), outside::add));
        log(outside).ifPresent(log -> anchors.addAll(log.heads()));
        return outcome(verifying(anchors).transfer(transfer), outside, 0);
    }

    private Verification.Outcome all() throws SQLException, IOException {
        var outside = new ArrayList<Discrepancy>();
        var anchors = new ArrayList<>(OutsideHeads.ofStore(subject.store(), outside::add));
        var log = log(outside);
        log.ifPresent(of -> anchors.addAll(of.heads()));
        var heads = new ArrayList<Anchor>();
        var report = verifying(anchors).all(heads);
        boolean exported = log.isPresent() && outside.isEmpty() && report.isClean();
        int added = exported ? export(log.get(), subject.heads().orElseThrow(), heads) : 0;
        return outcome(report, outside, added);
    }

    private Optional<HeadLog> log(List<Discrepancy> outside) throws IOException {
        if (subject.heads().isEmpty()) {
            return Optional.empty();
        }
        var log = subject.heads().get().read();
        outside.addAll(log.discrepancies());
        return Optional.of(log);
    }

    private int export(HeadLog log, HeadFile to, List<Anchor> heads) throws IOException {
        return log.append(to.log(), heads, to.signer(), clock.instant());
    }

    private VerifyJournal verifying(List<Anchor> anchors) {
        return new VerifyJournal(subject.journal(), new Anchors(anchors), Optional.of(subject.blobs()))
                .with(subject.store());
    }

    private Verification.Outcome outcome(Report report, List<Discrepancy> outside, int added) {
        return new Verification.Outcome(
                clock.instant(), Optional.of(report), List.copyOf(outside), added, Optional.empty());
    }
}
