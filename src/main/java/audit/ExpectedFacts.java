package audit;

import codec.FindingList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import model.EntryKind;
import model.Finding;
import model.FindingAbout;
import model.JobId;
import model.TaskOutcome;
import model.ToolId;
import packaging.premis.EventTable;
import packaging.premis.PremisAgents;
import packaging.premis.PremisEvent;
import packaging.xml.XmlText;
import pipeline.job.JobEvent.PlanChunk;
import pipeline.job.JobEvent.TasksEnded;
import pipeline.journal.ChainedEvent;
import storage.Blobs;

/**
 * Makes of a journal the PREMIS events that a METS must hold which was written from it. The views are not asked: they could
 * have been changed along with the METS.
 */
final class ExpectedFacts {

    /** Agents and programs are not compared, so that any stand for them. */
    private static final EventTable TABLE;

    static {
        var any = new ToolId("any", "0");
        TABLE = new EventTable(any, PremisAgents.of(any, "any", "any", "any"));
    }

    private final JournalRows rows;
    private final Path blobs;
    private final OpenedJobs jobs;

    ExpectedFacts(JournalRows rows, Path blobs, OpenedJobs jobs) {
        this.rows = rows;
        this.blobs = blobs;
        this.jobs = jobs;
    }

    /** @throws IOException if stored output can't be read or is not what it was */
    Parts<PremisFact> collect() throws SQLException, IOException {
        var facts = new Parts<>(PremisFact.class, PremisFact::identifier);
        try (var found = new Parts<>(FoundFact.class, fact -> fact.object().toString())) {
            for (var job : jobs.jobs()) {
                findings(job, found);
            }
            for (int part = 0; part < Parts.COUNT; part++) {
                for (var history : byObject(found.part(part)).entrySet()) {
                    events(history.getKey(), history.getValue(), facts);
                }
            }
            return facts;
        } catch (SQLException | IOException | RuntimeException failure) {
            facts.close();
            throw failure;
        }
    }

    // --- What the jobs found ----------------------------------------------------------------------

    private void findings(JobId job, Parts<FoundFact> found) throws SQLException, IOException {
        var plan = new ArrayList<UUID>();
        try {
            rows.of(job.persistenceId(), (sequence, name, stored) -> {
                if (name.equals("job.plan-chunk") || name.equals("job.tasks-ended")) {
                    next(job, ChainedEvent.read(name, stored), plan, found);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private void next(JobId job, ChainedEvent event, List<UUID> plan, Parts<FoundFact> found) {
        if (event.event() instanceof PlanChunk chunk) {
            plan.addAll(chunk.files());
        } else if (event.event() instanceof TasksEnded ended) {
            try {
                for (var outcome : ended.outcomes()) {
                    if (!jobs.isReplaced(job, outcome)) {
                        outcome(new Place(job, event.sequence(), outcome), plan, found);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private record Place(JobId job, long sequence, TaskOutcome outcome) {
        FoundFact fact(UUID object, Finding finding) {
            return new FoundFact(
                    object,
                    finding,
                    job.step(),
                    outcome.endedAt().truncatedTo(ChronoUnit.MICROS), // as it stands in the file register
                    outcome.result().tool(),
                    job.persistenceId(),
                    sequence);
        }
    }

    private void outcome(Place place, List<UUID> plan, Parts<FoundFact> found) throws IOException {
        var result = place.outcome().result();
        int ordinal = place.outcome().ordinal();
        var object = ordinal < plan.size() ? plan.get(ordinal) : jobs.sip();
        for (var finding : result.findings()) {
            found.add(place.fact(object, finding));
        }
        if (result.bulk().isPresent()) {
            try (var in = Blobs.open(blobs, result.bulk().get());
                    var about = FindingList.read(in)) {
                for (Iterator<FindingAbout> each = about.iterator(); each.hasNext(); ) {
                    var next = each.next();
                    found.add(place.fact(next.file(), next.finding()));
                }
            }
        }
    }

    // --- Which events follow ----------------------------------------------------------------------

    private static Map<UUID, List<FoundFact>> byObject(List<FoundFact> facts) {
        var histories = new HashMap<UUID, List<FoundFact>>();
        for (var fact : facts) {
            histories
                    .computeIfAbsent(fact.object(), object -> new ArrayList<>())
                    .add(fact);
        }
        return histories;
    }

    private static void events(UUID object, List<FoundFact> history, Parts<PremisFact> to) throws IOException {
        if (isRemovedDirectory(history)) {
            return; // a METS has no section for one
        }
        var dated = history.stream().map(FoundFact::dated).toList();
        for (var each : TABLE.numbered(object, dated)) {
            to.add(fact(each.event(), history.get(each.position())));
        }
    }

    private static boolean isRemovedDirectory(List<FoundFact> history) {
        return history.stream().anyMatch(fact -> fact.finding() instanceof Finding.Removed)
                && history.stream()
                        .anyMatch(fact -> fact.finding() instanceof Finding.Listed listed
                                && listed.kind() == EntryKind.DIRECTORY);
    }

    private static PremisFact fact(PremisEvent event, FoundFact from) {
        return new PremisFact(
                event.identifier().toString(),
                XmlText.safe(event.type()),
                event.at().toString(),
                XmlText.safe(event.outcome()),
                XmlText.safe(event.note()),
                from.persistenceId(),
                from.sequence());
    }
}
