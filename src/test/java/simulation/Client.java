package simulation;

import actors.transfer.Order;
import model.FailedTasks;
import model.Mandate;
import model.TransferId;

/**
 * A person's program: repeats each command with its id until it is answered. It believes every yes; a no may come from an
 * incarnation that is out of date, so it asks a few times more.
 */
final class Client {

    private static final int REFUSALS = 4;

    private final World world;
    private final TransferId id;
    private int unanswered;

    Client(World world, TransferId id) {
        this.world = world;
        this.id = id;
        send(new Order.Submit(world.submission(id), World.WORKFLOW.text(), command("submit"), null), command("submit"));
        sometimes(0.15, "cancel", new Order.Cancel(mandate("cancel"), null));
        sometimes(0.2, "retry", new Order.Retry(FailedTasks.ALL, mandate("retry"), null));
        if (world.dice.chance(0.2)) {
            later("pause", new Order.Pause(mandate("pause"), null), 0);
            later("resume", new Order.Resume(mandate("resume"), null), Timeline.seconds(100));
        }
    }

    boolean isContent() {
        return unanswered == 0;
    }

    private String command(String name) {
        return name + "-" + id.value().getLeastSignificantBits();
    }

    private Mandate mandate(String name) {
        return new Mandate("ada", "a person's reason", command(name));
    }

    private void sometimes(double chance, String name, Order order) {
        if (world.dice.chance(chance)) {
            later(name, order, 0);
        }
    }

    private void later(String name, Order order, long least) {
        unanswered++;
        world.time.after(least + world.dice.skewed(0, Timeline.seconds(60)), () -> {
            unanswered--;
            send(order, command(name));
        });
    }

    private void send(Order order, String command) {
        unanswered++;
        tryOnce(order, command, new int[1]);
    }

    private void tryOnce(Order order, String command, int[] refusals) {
        if (refusals[0] == REFUSALS) {
            return;
        }
        var home = world.home(id);
        if (home.isAlive()) {
            home.later(world.dice.between(100_000, 2_000_000), () -> {
                if (world.home(id) == home) {
                    home.transfer(id).order(order, yes -> answered(order, command, yes, refusals));
                }
            });
        }
        world.time.after(Timeline.seconds(3), () -> tryOnce(order, command, refusals));
    }

    private void answered(Order order, String command, boolean yes, int[] refusals) {
        if (yes) {
            world.checks.acknowledged(id, command);
        }
        if (refusals[0] == REFUSALS || world.dice.chance(0.05)) { // answered before, or the answer is lost
            return;
        }
        refusals[0] = yes ? REFUSALS : refusals[0] + 1;
        world.trace.say("client", () -> command + (yes ? " acknowledged" : " refused"));
        if (refusals[0] == REFUSALS) {
            unanswered--;
            if (order instanceof Order.Submit) {
                send(new Order.Choose("ask", "yes", "ada", command("choose"), null), command("choose"));
            }
        }
    }
}
