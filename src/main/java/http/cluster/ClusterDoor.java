package http.cluster;

import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import model.Mandate;
import org.apache.pekko.Done;

/** The way to the cluster as a whole; what a stage means is as in {@link http.transfers.TransferDoor}. */
public interface ClusterDoor {

    /** How things are now, as far as everybody answers within two seconds. */
    CompletionStage<ClusterView> look();

    /** How many tasks wait at this node's own coordinator, by resource class; nothing on a node that has none. */
    CompletionStage<SortedMap<String, Long>> waitingHere();

    /** The places of active transfers in the whole cluster; nothing on a node without coordinator, or when nobody answers. */
    CompletionStage<Optional<TransferPlaces>> places();

    /** Workers of this name finish what they run and take nothing new. */
    CompletionStage<Done> drain(String worker, Mandate mandate);

    CompletionStage<Done> undrain(String worker, Mandate mandate);
}
