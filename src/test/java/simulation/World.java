package simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import model.Submission;
import model.TransferId;
import model.WorkerId;
import pipeline.transfer.TransferEvent;
import preservation.attempt.AttemptKey;
import workflow.Workflow;
import workflow.WorkflowReader;

/** Everything that there is in one run: processes, network, journal, disk, people, and what goes wrong. */
final class World {

    static final Duration LEASE = Duration.ofSeconds(20);

    static final Workflow WORKFLOW = new WorkflowReader(Set.of("count", "gather", "keep"))
            .workflow(
                    """
                    name: simulated
                    steps:
                      - {name: ask, title: Ask, microservice: A, choice: {yes: {title: Yes}, no: {title: No, reject: true}}}
                      - {name: count, title: Count, microservice: A, action: count, scope: file, limit: PT45S}
                      - {name: gather, title: Gather, microservice: B, action: gather, limit: PT45S}
                      - {name: keep, title: Keep, microservice: B, action: keep, retry: patient, limit: PT45S}
                    """);

    final Timeline time = new Timeline();
    final Dice dice;
    final Trace trace;
    final Checks checks;
    final Network network;
    final Database database;
    final Disk disk = new Disk();
    final Faults faults;
    private final Map<String, Coordinator> coordinators = new LinkedHashMap<>();
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final Map<WorkerId, Worker> everyWorker = new HashMap<>();
    private final Map<TransferId, Coordinator> homes = new LinkedHashMap<>();
    private final Map<TransferId, Integer> files = new HashMap<>();
    private final Map<TransferId, Integer> deadly = new HashMap<>();
    private final Map<TransferId, Client> clients = new LinkedHashMap<>();
    private final int places;
    private Desk desk;
    private final boolean deathIsProven;
    final double pace;

    World(long seed, boolean traced) {
        dice = new Dice(seed);
        trace = new Trace(time, traced);
        checks = new Checks(this);
        network = new Network(this);
        database = new Database(this);
        faults = new Faults(this);
        deathIsProven = dice.chance(0.5);
        pace = dice.oneOf(List.of(0.1, 1.0, 1.0, 4.0));
        for (int i = 1; i <= dice.count(1, 3); i++) {
            start(new Coordinator("c" + i, this));
        }
        for (int i = 1; i <= dice.count(1, 3); i++) {
            start(new Worker("w" + i, this));
        }
        int transfers = dice.count(1, 3);
        places = dice.count(1, 3);
        for (int i = 0; i < transfers; i++) {
            var id = new TransferId(new UUID(seed, i));
            files.put(id, dice.count(0, 12));
            if (dice.chance(0.1)) {
                deadly.put(id, dice.count(0, 11));
            }
            homes.put(id, dice.oneOf(List.copyOf(coordinators.values())));
            time.after(dice.skewed(0, Timeline.seconds(20)), () -> clients.put(id, new Client(this, id)));
        }
        desk = new Desk(coordinators().get(0), places);
        faults.plan();
    }

    // --- Processes --------------------------------------------------------------------------------

    void start(Coordinator coordinator) {
        coordinators.put(coordinator.name, coordinator);
        trace.say(coordinator.name, () -> "STARTS");
    }

    void start(Worker worker) {
        workers.put(worker.name, worker);
        everyWorker.put(worker.id, worker);
        trace.say(worker.name, () -> "STARTS as " + worker.id);
    }

    List<Coordinator> coordinators() {
        return List.copyOf(coordinators.values());
    }

    List<Worker> workers() {
        return List.copyOf(workers.values());
    }

    Worker worker(WorkerId id) {
        return everyWorker.get(id);
    }

    /** What the lock of a worker's process would prove, where there is one. */
    boolean isProvenDead(WorkerId id) {
        return deathIsProven && !everyWorker.get(id).isAlive();
    }

    // --- Transfers --------------------------------------------------------------------------------

    Coordinator home(TransferId id) {
        return homes.get(id);
    }

    List<TransferId> transfersAt(Coordinator coordinator) {
        var here = new ArrayList<TransferId>();
        homes.forEach((id, home) -> {
            if (home == coordinator) {
                here.add(id);
            }
        });
        return here;
    }

    /** Sharding begins the transfer here. */
    void move(TransferId id, Coordinator to) {
        homes.put(id, to);
        trace.say(to.name, () -> "is home of " + id + " now");
        if (!database.rows("transfer|" + id).isEmpty()) { // remembered
            to.leave(id); // what it was here before is not what it is now
            to.transfer(id);
        }
    }

    List<TransferId> transfers() {
        return List.copyOf(homes.keySet());
    }

    /** How many transfers may be active at once. */
    int places() {
        return places;
    }

    /** Where places are given; its process may be gone. */
    Desk desk() {
        return desk;
    }

    /** Once its process is gone, the places are given elsewhere. */
    void moveDesk(Coordinator to) {
        desk = new Desk(to, places);
        trace.say(to.name, () -> "gives the places now");
    }

    int files(TransferId id) {
        return files.get(id);
    }

    /** Whether counting this file ends the process that does it, every time. */
    boolean isDeadly(TransferId id, int ordinal) {
        return deadly.getOrDefault(id, -1) == ordinal;
    }

    Submission submission(TransferId id) {
        return new Submission(
                id.value(),
                "papers",
                "standard",
                Optional.empty(),
                "file:///papers",
                "papers",
                "ada",
                Instant.EPOCH,
                "simulated",
                WORKFLOW.digest(),
                "default",
                Map.of(),
                Map.of());
    }

    /** Nothing is left to do for it, unless a person asks. */
    private boolean isEnded(TransferId id) {
        var rows = database.rows("transfer|" + id);
        return !rows.isEmpty() && rows.get(rows.size() - 1).event().event() instanceof TransferEvent.Tidied;
    }

    // --- The end ----------------------------------------------------------------------------------

    boolean isCalm() {
        return faults.areOver();
    }

    /** Nothing is owed to anybody. */
    boolean isDone() {
        return clients.size() == files.size()
                && clients.values().stream().allMatch(Client::isContent)
                && files.keySet().stream().allMatch(this::isEnded);
    }

    List<TransferId> unfinished() {
        return files.keySet().stream().filter(id -> !isEnded(id)).toList();
    }

    /** An attempt's name for a person. */
    static String brief(AttemptKey key) {
        return (key.job().transfer().value().getLeastSignificantBits() & 0xFF) + "/"
                + key.job().localName() + "#" + key.attempt();
    }
}
