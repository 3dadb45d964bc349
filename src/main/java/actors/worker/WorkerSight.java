package actors.worker;

import actors.WireMessage;
import actors.worker.WorkerActor.Person;
import actors.worker.WorkerActor.Slots;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import model.TransferId;
import model.WorkerId;
import preservation.attempt.HeldAttempt;
import workflow.ResourceClass;

/**
 * A worker as it sees itself. All times are durations, for no clock of another machine can be compared.
 *
 * @param slots hand-outs that it carries out at once, and those that it does
 * @param draining true as long as it takes nothing new
 * @param ending true once it was told to end
 * @param closed why it takes nothing at the moment of its own accord; empty when it does
 * @param openTasks of the hand-outs that are at work, those that have brought nothing yet
 * @param holds the oldest of the hand-outs that it holds
 * @param held how many it holds
 */
public record WorkerSight(
        WorkerId id,
        String name,
        Map<ResourceClass, Room> slots,
        boolean draining,
        boolean ending,
        String closed,
        int openTasks,
        List<Hold> holds,
        int held)
        implements WireMessage {

    /** With a quarter KB each the message stays well within its frame. */
    private static final int HOLDS_MAX = 100;

    private static final int TASKS_CHARACTERS_MAX = 80;

    /** Hand-outs carried out at once. */
    public record Room(int count, int used) {}

    /**
     * One hand-out.
     *
     * @param tasks their ordinals as ranges, cut when there are many
     * @param open tasks that have brought nothing yet
     * @param kept results that nobody has stored yet
     */
    public record Hold(
            TransferId transfer,
            String job,
            String action,
            ResourceClass resource,
            long attempt,
            String tasks,
            int open,
            int kept,
            boolean atWork,
            long heldMillis,
            long leaseLeftMillis) {}

    static WorkerSight of(Person person, Map<ResourceClass, Slots> slots) {
        var held = person.bench().look();
        var rooms = new EnumMap<ResourceClass, Room>(ResourceClass.class);
        slots.forEach((resource, of) -> rooms.put(resource, new Room(of.count(), (int) held.stream()
                .filter(each -> each.atWork() && belongs(each.slots(), of))
                .count())));
        var holds = held.stream()
                .sorted(Comparator.comparing(HeldAttempt::atWork)
                        .thenComparing(HeldAttempt::held)
                        .reversed())
                .limit(HOLDS_MAX)
                .map(each -> hold(each, slots))
                .toList();
        int open = held.stream()
                .filter(HeldAttempt::atWork)
                .mapToInt(HeldAttempt::open)
                .sum();
        var bench = person.bench();
        return new WorkerSight(
                person.id(),
                person.name(),
                rooms,
                bench.isDraining(),
                bench.isEnding(),
                bench.complaint().orElse(""),
                open,
                holds,
                held.size());
    }

    private static boolean belongs(ExecutorService threads, Slots of) {
        return threads == of.threads() || threads == of.forSmall();
    }

    private static Hold hold(HeldAttempt each, Map<ResourceClass, Slots> slots) {
        var key = each.order().key();
        var resource = slots.entrySet().stream()
                .filter(of -> belongs(each.slots(), of.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ResourceClass.CPU);
        var tasks = each.order().tasks().ranges();
        return new Hold(
                key.job().transfer(),
                key.job().localName(),
                each.order().action(),
                resource,
                key.attempt(),
                tasks.length() <= TASKS_CHARACTERS_MAX ? tasks : tasks.substring(0, TASKS_CHARACTERS_MAX) + "…",
                each.open(),
                each.kept(),
                each.atWork(),
                each.held().toMillis(),
                each.leaseLeft().toMillis());
    }
}
