package views;

import database.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import model.Failure;
import model.FilePath;
import model.Finding;
import model.Ids;
import model.JobId;
import model.TransferId;
import model.TransferStatus;
import workflow.ActionStep;
import workflow.ChoiceStep;
import workflow.KnownWorkflows;
import workflow.Scope;
import workflow.Step;
import workflow.Workflow;

/**
 * Views of an archive that has been at work for years: transfers in every state and one that is large and under way. The rows are
 * those that the projection would write; there is no journal behind them, which no page reads.
 */
public final class ManyTransfers {

    private static final String DIGEST = "5f".repeat(32);
    private static final Instant BEGIN = Instant.parse("2024-01-01T08:00:00Z");
    private static final List<String> KINDS = List.of("Letters", "Maps", "Photographs", "Minutes");
    private static final int FILES = 2;
    private static final int DESCRIBED = 1;
    private static final int GROUP = 500;
    private static final String CURRENT = "identify-format";

    private final ManyRows rows;
    private final Workflow workflow;
    private final int large;

    private ManyTransfers(ManyRows rows, Workflow workflow, int large) {
        this.rows = rows;
        this.workflow = workflow;
        this.large = large;
    }

    /**
     * Adds them to a database.
     *
     * @param transfers how many
     * @param large how many files the last one has
     */
    public static void fill(Database database, int transfers, int large) throws SQLException, IOException {
        String text;
        try (var file = Workflow.class.getResourceAsStream("/workflows/standard.yaml")) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        var workflow = KnownWorkflows.of(DIGEST, text);
        try (var connection = database.connect()) {
            long announced = Sql.of("SELECT coalesce(max(id), 0) FROM views.feed")
                    .first(connection, row -> row.getLong(1))
                    .orElseThrow();
            var filling = new ManyTransfers(new ManyRows(announced), workflow, large);
            connection.setAutoCommit(false);
            Sql.of("INSERT INTO views.workflow (digest, text) VALUES (?, ?)", DIGEST, text)
                    .update(connection);
            filling.all(connection, transfers);
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE"); // as the server does by itself in the course of the years
            }
        }
    }

    /** The last one, which is large. */
    public static TransferId large(int transfers) {
        return id(transfers - 1);
    }

    /** A transfer by its number, from 0. */
    public static TransferId id(int number) {
        return new TransferId(Ids.derived(new UUID(0, number), "transfer"));
    }

    /** A job of the large one that is under way. */
    public static String openJob() {
        return CURRENT + "-0";
    }

    /** Lets one of its jobs say that it went on, as the projection does; answers the row's id once it is committed. */
    public static long progress(Connection connection, TransferId transfer, Instant now) throws SQLException {
        var announcements = Announcements.of(transfer.value());
        announcements.ofJob(FeedKind.JOB_PROGRESS, CURRENT, 0, now, Map.of("ended", 1));
        connection.setAutoCommit(false);
        announcements.write(connection);
        long id = Sql.of("SELECT currval('views.feed_id')")
                .first(connection, row -> row.getLong(1))
                .orElseThrow();
        connection.commit();
        return id;
    }

    /** The path of one of its files, as a person would look for it. */
    public static String path(int number) {
        return String.format("series-%03d/letter-%06d.tif", number / 1000, number);
    }

    private void all(Connection connection, int transfers) throws SQLException {
        for (int number = 0; number < transfers; number++) {
            boolean last = number == transfers - 1;
            transfer(new Life(number, last ? large : FILES, last ? TransferStatus.PROCESSING : status(number)));
            if (number % GROUP == GROUP - 1 || last) {
                rows.flush(connection);
            }
        }
        Sql.of("SELECT setval('views.feed_id', ?)", rows.announced()).first(connection, row -> row.getLong(1));
    }

    private static TransferStatus status(int number) {
        return switch (number % 100) {
            case 88, 89, 90, 91, 92 -> TransferStatus.FAILED;
            case 93 -> TransferStatus.REJECTED;
            case 94 -> TransferStatus.CANCELLED;
            case 95, 96 -> TransferStatus.WAITING;
            case 97 -> TransferStatus.QUEUED;
            case 98 -> number < 5000 ? TransferStatus.PAUSED : TransferStatus.STORED;
            case 99 -> number < 3200 ? TransferStatus.PROCESSING : TransferStatus.STORED;
            default -> TransferStatus.STORED;
        };
    }

    /** One transfer on its way; time goes on with each thing that happens. */
    private static final class Life {
        private final TransferId id;
        private final int number;
        private final int files;
        private final TransferStatus status;
        private Instant now;
        private Instant started;
        private int position;

        Life(int number, int files, TransferStatus status) {
            this.id = ManyTransfers.id(number);
            this.number = number;
            this.files = files;
            this.status = status;
            this.now = BEGIN.plus(Duration.ofMinutes(50).multipliedBy(number));
        }

        UUID key() {
            return id.value();
        }

        Instant tick() {
            now = now.plusMillis(1200);
            return now;
        }
    }

    private void transfer(Life life) {
        var submitted = life.tick();
        rows.announce(life.key(), "TRANSFER_SUBMITTED", null, submitted, "{\"name\":\"x\",\"by\":\"ada\"}");
        Step last = null;
        for (var step : reached(life.status)) {
            last = step;
            if (step instanceof ActionStep action) {
                job(life, action);
            } else {
                choice(life, (ChoiceStep) step);
            }
        }
        entries(life);
        end(life, submitted, last);
    }

    private List<Step> reached(TransferStatus status) {
        var steps = workflow.steps();
        return switch (status) {
            case QUEUED -> List.of();
            case REJECTED, WAITING -> steps.subList(0, 1);
            case FAILED, CANCELLED, PROCESSING, PAUSED -> steps.subList(0, indexOf(CURRENT) + 1);
            case STORED -> steps;
        };
    }

    private int indexOf(String step) {
        return IntStream.range(0, workflow.steps().size())
                .filter(i -> workflow.steps().get(i).name().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private void choice(Life life, ChoiceStep step) {
        boolean waits = life.status == TransferStatus.WAITING;
        rows.choice(life.key(), step, waits, life.tick());
        rows.announce(life.key(), waits ? "CHOICE_AWAITED" : "CHOICE_MADE", step.name(), life.now, "{}");
    }

    private void job(Life life, ActionStep step) {
        boolean last = step.name().equals(CURRENT);
        boolean open = last && (life.status == TransferStatus.PROCESSING || life.status == TransferStatus.PAUSED);
        boolean failed = last && life.status == TransferStatus.FAILED;
        var key = ProjectedId.keyOf(new JobId(life.id, step.name(), 0));
        var opened = life.tick();
        life.started = life.started == null ? opened : life.started;
        var files = step.scope() == Scope.FILE ? filesOf(life, step) : List.<UUID>of();
        int tasks = step.scope() == Scope.FILE ? files.size() : 1;
        int ended = open ? tasks / 2 : tasks;
        rows.plan(key, files);
        rows.handOuts(key, tasks, ended, opened);
        for (int ordinal = 0; ordinal < ended; ordinal++) {
            boolean bad = (failed && ordinal == 0) || (life.files == large && ordinal % 400 == 7);
            rows.outcome(key, ordinal, bad ? "FAILED" : "COMPLETED", opened);
            if (!files.isEmpty()) {
                rows.finding(life.key(), files.get(ordinal), key, ordinal, opened);
            }
        }
        int bad = failed ? 1 : life.files == large ? (ended + 392) / 400 : 0;
        var counts = new ManyRows.Counts(tasks, ended - bad, bad);
        rows.job(
                new ManyRows.Job(key, life.key(), step.name(), life.position++, opened, counts, open, failed),
                life.tick());
        rows.announce(life.key(), "JOB_OPENED", step.name(), opened, "{\"position\":1}");
        if (!open) {
            rows.announce(life.key(), "JOB_CLOSED", step.name(), life.now, "{\"outcome\":\"COMPLETED\"}");
        }
        rows.projected("job|" + life.id + "|" + step.name() + "|0", life.key(), 6, life.now);
    }

    private static List<UUID> filesOf(Life life, ActionStep step) {
        boolean described = step.name().contains("documentation") || step.name().contains("metadata");
        int count = described ? DESCRIBED : life.files;
        return IntStream.range(0, count).mapToObj(i -> entry(life, i)).toList();
    }

    private static UUID entry(Life life, int file) {
        return Ids.ofOriginal(life.id, FilePath.of(path(file)));
    }

    private void entries(Life life) {
        if (life.started == null) {
            return;
        }
        for (int file = 0; file < life.files; file++) {
            rows.entry(life.key(), entry(life, file), path(file), life.started);
        }
        rows.extent(life.key(), life.files, life.files * 4_100_000L);
    }

    private void end(Life life, Instant submitted, Step last) {
        boolean ended = life.status.isEnded();
        var failure = life.status == TransferStatus.FAILED ? Stored.json(failure(last)) : null;
        var aip = life.status == TransferStatus.STORED
                ? Stored.json((Finding) new Finding.AipStored("file:///store/" + life.id, 8_200_000L, "ab".repeat(32)))
                : null;
        var name = KINDS.get(life.number % KINDS.size()) + " of " + (1800 + life.number % 200) + ", box " + life.number;
        rows.transfer(
                new ManyRows.Transfer(life.key(), name, "2026-" + life.number, life.status, last, DIGEST, failure, aip),
                new ManyRows.Times(submitted, life.started, ended ? life.tick() : null, life.now));
        if (ended) {
            rows.announce(life.key(), "TRANSFER_ENDED", null, life.now, "{\"status\":\"stored\"}");
        }
        rows.projected("transfer|" + life.id, life.key(), 90, null);
    }

    private static Failure failure(Step step) {
        return new Failure(step.name(), step.title(), Optional.of(0), Optional.of(path(0)), "the file can't be read");
    }
}
