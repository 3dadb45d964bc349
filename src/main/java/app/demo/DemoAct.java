package app.demo;

import java.io.IOException;
import java.util.List;

/**
 * One kill of the demonstration.
 *
 * @param title what is killed, for people
 * @param step during which, by its name in the standard workflow
 * @param share of the files that the step has finished by then
 * @param victims chooses who dies
 * @param alone true when the others are to go on without the dead one, which is started again only then
 */
record DemoAct(String title, String step, double share, Victims victims, boolean alone) {

    @FunctionalInterface
    interface Victims {
        List<DemoNode> of(DemoStage stage, String coordinator);
    }

    static List<DemoAct> all() {
        return List.of(
                new DemoAct(
                        "the node that coordinates the transfer",
                        "receive",
                        0.25,
                        (stage, coordinator) -> List.of(stage.node(coordinator)),
                        true),
                new DemoAct(
                        "a node that only works on it",
                        "identify-format",
                        0.25,
                        (stage, coordinator) -> List.of(stage.otherThan(coordinator)),
                        true),
                new DemoAct("all nodes at once", "generate-mets", 0, (stage, coordinator) -> stage.nodes(), false));
    }

    /** One that is to die alone waits for those that died before it. */
    boolean isDue(DemoStage stage, DemoJournal journal, int files) throws IOException {
        return journal.hasOpened(step) && journal.finished(step) >= share * files && (!alone || stage.isWhole());
    }
}
