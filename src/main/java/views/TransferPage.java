package views;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import model.Failure;
import model.JobCounts;
import model.JobId;
import model.TransferId;
import model.TransferStatus;
import views.TransferDetails.MadeChoice;
import views.TransferDetails.Microservice;
import views.TransferDetails.Option;
import views.TransferDetails.Order;
import views.TransferDetails.WaitingChoice;

/** One transfer with its jobs and choices. Tasks have pages of their own. */
public final class TransferPage {

    private static final String JOB = "SELECT * FROM views.job WHERE transfer = ? AND position IS NOT NULL";

    private final DataSource source;

    public TransferPage(DataSource source) {
        this.source = source;
    }

    /**
     * The transfer, from one consistent read; empty when there is none of this id.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Optional<TransferDetails> of(TransferId transfer) {
        return Transact.reading(source, connection -> {
            return Sql.of(TransferList.SELECT + " WHERE t.id = ?", transfer.value())
                    .first(connection, row -> details(row, new Reading(connection, transfer, row)));
        });
    }

    /** One job; empty when the transfer has none of this name. */
    public Optional<JobRow> job(JobId job) {
        return Transact.reading(source, connection -> {
            var digest = Sql.of(
                            "SELECT workflow_digest FROM views.transfer WHERE id = ?",
                            job.transfer().value())
                    .first(connection, row -> row.getString(1));
            return digest.isEmpty()
                    ? Optional.<JobRow>empty()
                    : Sql.of(JOB + " AND id = ?", job.transfer().value(), ProjectedId.keyOf(job))
                            .first(connection, row -> job(row, new Titles(connection), digest.get()));
        });
    }

    private record Reading(Connection connection, TransferId transfer, String digest, Titles titles) {
        Reading(Connection connection, TransferId transfer, ResultSet row) throws SQLException {
            this(connection, transfer, row.getString("workflow_digest"), new Titles(connection));
        }

        Titles.Title title(String step) throws SQLException {
            return titles.of(digest, step);
        }
    }

    private static TransferDetails details(ResultSet row, Reading reading) throws SQLException {
        var transfer = TransferList.row(row, reading.titles());
        return new TransferDetails(
                transfer,
                Stored.uuid(row, "sip"),
                row.getString("source_name"),
                row.getString("workflow"),
                reading.digest(),
                order(row, "cancelled_by", "cancel_reason"),
                order(row, "paused_by", "pause_reason"),
                transfer.status() == TransferStatus.FAILED && isSkippable(row, reading),
                QueueSpot.of(reading.connection(), row),
                microservices(reading),
                !transfer.status().isEnded() ? waiting(reading) : List.of(),
                made(reading));
    }

    private static Optional<Order> order(ResultSet row, String by, String reason) throws SQLException {
        var who = Stored.text(row, by);
        return who.isPresent() ? Optional.of(new Order(who.get(), Stored.text(row, reason))) : Optional.empty();
    }

    private static boolean isSkippable(ResultSet row, Reading reading) throws SQLException {
        var step = row.getString("step");
        return step != null && reading.title(step).skippable();
    }

    private static List<Microservice> microservices(Reading reading) throws SQLException {
        var jobs = Sql.of(JOB + " ORDER BY position", reading.transfer().value())
                .list(reading.connection(), row -> job(row, reading.titles(), reading.digest()));
        var groups = new LinkedHashMap<String, List<JobRow>>();
        for (var step : reading.titles().steps(reading.digest())) {
            groups.put(step.microservice(), new ArrayList<>());
        }
        for (var job : jobs) {
            groups.computeIfAbsent(job.microservice(), title -> new ArrayList<>())
                    .add(job);
        }
        return groups.entrySet().stream()
                .filter(group -> !group.getValue().isEmpty())
                .map(group -> new Microservice(group.getKey(), List.copyOf(group.getValue())))
                .toList();
    }

    private static JobRow job(ResultSet row, Titles titles, String digest) throws SQLException {
        var step = row.getString("step");
        var title = titles.of(digest, step);
        var opened = Stored.time(row, "opened_at").orElseThrow();
        var closed = Stored.time(row, "closed_at");
        return new JobRow(
                new JobId(new TransferId(Stored.uuid(row, "transfer")), step, row.getInt("turn")),
                row.getInt("position"),
                title.title(),
                title.microservice(),
                title.link(),
                JobStatus.of(
                        Stored.text(row, "outcome"),
                        Stored.time(row, "planned_at").isPresent()),
                counts(row),
                opened,
                closed,
                closed.map(end -> Duration.between(opened, end)),
                Stored.read(row.getString("failure"), Failure.class),
                retry(row));
    }

    private static Optional<JobRow.Retry> retry(ResultSet row) throws SQLException {
        var reason = Stored.text(row, "retry_reason").orElse("");
        return Stored.text(row, "retried_by").map(by -> new JobRow.Retry(by, reason));
    }

    static JobCounts counts(ResultSet row) throws SQLException {
        return new JobCounts(
                row.getInt("tasks"), row.getInt("completed"), row.getInt("not_done"), row.getInt("failed"));
    }

    private static List<WaitingChoice> waiting(Reading reading) throws SQLException {
        return Sql.of(
                        "SELECT * FROM views.choice WHERE transfer = ? AND option IS NULL",
                        reading.transfer().value())
                .list(reading.connection(), row -> {
                    var step = row.getString("step");
                    var title = reading.title(step);
                    var options = title.options().stream()
                            .map(option -> new Option(option.name(), option.title(), option.reject()))
                            .toList();
                    var since = Stored.time(row, "awaited_at").orElseThrow();
                    return new WaitingChoice(step, title.title(), title.microservice(), title.link(), since, options);
                });
    }

    // Several may have been made at the same instant, by the configuration.
    private static List<MadeChoice> made(Reading reading) throws SQLException {
        record Placed(MadeChoice choice, int place) {}
        return Sql.of(
                        "SELECT * FROM views.choice WHERE transfer = ? AND option IS NOT NULL",
                        reading.transfer().value())
                .list(reading.connection(), row -> {
                    var title = reading.title(row.getString("step"));
                    return new Placed(made(row, title), title.place());
                })
                .stream()
                .sorted(Comparator.comparing((Placed placed) -> placed.choice().at())
                        .thenComparing(Placed::place))
                .map(Placed::choice)
                .toList();
    }

    private static MadeChoice made(ResultSet row, Titles.Title title) throws SQLException {
        var option = row.getString("option");
        var optionTitle = title.options().stream()
                .filter(each -> each.name().equals(option))
                .map(each -> each.title())
                .findFirst();
        return new MadeChoice(
                row.getString("step"),
                title.title(),
                option,
                optionTitle.orElse(option),
                row.getString("made_by"),
                Stored.time(row, "made_at").orElseThrow());
    }
}
