package app.cluster;

import java.time.Duration;
import java.util.Set;

/**
 * How a node that is in no cluster gets into one. It asks the others that it knows of; only a coordinator that nobody
 * answers for a while, or that knows of no others, may form a cluster, and only while no other coordinator is in one: see
 * docs/decisions/0130-one-cluster-for-a-database.md. It knows neither Pekko nor clocks.
 *
 * @param mayForm true for a coordinator
 * @param patience how long others are asked before a cluster is formed without them
 */
record JoiningRule(boolean mayForm, Duration patience) {

    /** What is to be done now. */
    enum Step {
        /** Ask the others; to be repeated, for nobody may have heard. */
        ASK,
        /** Try to have the lock alone, and form a cluster with it. */
        FORM,
        /** Nothing. */
        WAIT
    }

    /**
     * Decides.
     *
     * @param others where other nodes may be now; never this node itself
     * @param asking for how long others have been asked
     */
    Step next(Set<?> others, Duration asking) {
        if (mayForm && (others.isEmpty() || asking.compareTo(patience) >= 0)) {
            return Step.FORM;
        }
        return others.isEmpty() ? Step.WAIT : Step.ASK;
    }
}
