package http;

import http.access.Access;
import http.audit.Trail;
import http.cluster.ClusterDoor;
import http.exchange.ReadModels;
import http.health.HealthCheck;
import http.packages.StoredPackages;
import http.transfers.TransferDoor;
import http.uploads.UploadPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the API stands on.
 *
 * @param trail what the record can be asked
 * @param access who may use it, and how they show who they are
 * @param sources where transfers may be taken from, by name
 * @param directories that the node needs, by what they are for
 * @param packages what was stored, for those who take it away
 * @param uploads where they go, and how large they may be
 * @param checks what must be well for the service to be ready
 */
public record Api(
        TransferDoor door,
        ClusterDoor cluster,
        ReadModels views,
        Trail trail,
        Access access,
        Map<String, Path> sources,
        SortedMap<String, Path> directories,
        StoredPackages packages,
        UploadPlace uploads,
        List<HealthCheck> checks) {}
