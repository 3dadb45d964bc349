package http;

import http.access.Access;
import http.audit.Trail;
import http.cluster.ClusterDoor;
import http.exchange.ReadModels;
import http.health.HealthCheck;
import http.transfers.TransferDoor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the API stands on.
 *
 * @param trail what the record can be asked
 * @param access who may use it, and how they show who they are
 * @param sources where transfers may be taken from, by name
 * @param checks what must be well for the service to be ready
 */
public record Api(
        TransferDoor door,
        ClusterDoor cluster,
        ReadModels views,
        Trail trail,
        Access access,
        Map<String, Path> sources,
        List<HealthCheck> checks) {}
