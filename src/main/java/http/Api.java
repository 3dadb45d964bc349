package http;

import http.access.Identification;
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
 * @param identification who sends a request
 * @param sources where transfers may be taken from, by name
 * @param checks what must be well for the service to be ready
 */
public record Api(
        TransferDoor door,
        ClusterDoor cluster,
        ReadModels views,
        Identification identification,
        Map<String, Path> sources,
        List<HealthCheck> checks) {}
