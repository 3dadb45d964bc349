package app.audit;

import app.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which installation an audit is about. */
final class AuditOptions {

    @Option(
            names = "--data",
            description =
                    "Data directory of the installation. Default: MUNIMENT_DATA, else data. The database is the one"
                            + " in it, or MUNIMENT_DATABASE_URL; a service may run on it meanwhile.")
    private Path data;

    @Option(
            names = "--store",
            description = "Where its AIPs are. Default: MUNIMENT_STORE, else store in the data directory.")
    private Path store;

    Settings settings() {
        return Settings.of(System.getenv()).in(Optional.ofNullable(data), Optional.ofNullable(store));
    }
}
