package app;

import app.settings.ClusterSettings;
import app.settings.Role;
import app.settings.TlsFiles;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import database.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an actor system is told of the settings; everything else is in the configuration files that are shipped. */
final class NodeConfig {

    private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.slick.db.";
    private static final String ARTERY = "pekko.remote.artery.";
    private static final String KEYS = ARTERY + "ssl.rotating-keys-engine.";

    /** Members of a cluster know each other's roles, and so each other's names. */
    static final String NAME_ROLE = "name:";

    private NodeConfig() {}

    /** Workers have no database. */
    static Config of(Settings settings, Optional<Database> database, Duration statementLimit) {
        var config = new HashMap<String, Object>(listening(settings.cluster()));
        var roles = settings.node().roles().stream().map(Role::label);
        config.put(
                "pekko.cluster.roles",
                Stream.concat(roles, Stream.of(NAME_ROLE + settings.node().name()))
                        .toList());
        settings.cluster().tls().ifPresent(files -> config.putAll(encrypted(files)));
        database.ifPresent(of -> {
            config.put(DATABASE + "url", of.urlWithStatementLimit(statementLimit));
            config.put(DATABASE + "user", of.user());
            config.put(DATABASE + "password", of.password());
        });
        return ConfigFactory.parseMap(config).withFallback(ConfigFactory.load());
    }

    private static Map<String, Object> listening(ClusterSettings cluster) {
        return Map.of(
                ARTERY + "canonical.hostname", cluster.host(),
                ARTERY + "canonical.port", cluster.port());
    }

    /** Both sides show a certificate of the same authority; new files are read while the node runs. */
    private static Map<String, Object> encrypted(TlsFiles files) {
        return Map.of(
                ARTERY + "transport", "tls-tcp",
                ARTERY + "ssl.ssl-engine-provider",
                        "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider",
                KEYS + "cert-file", files.certificate().toString(),
                KEYS + "key-file", files.key().toString(),
                KEYS + "ca-cert-file", files.authority().toString());
    }
}
