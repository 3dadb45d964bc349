package http.cluster;

/** How many transfers of the cluster may be active at once, how many are, and how many wait for a place. */
public record TransferPlaces(int places, int taken, int waiting) {}
