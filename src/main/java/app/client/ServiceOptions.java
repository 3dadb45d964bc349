package app.client;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command has that asks a running service. */
final class ServiceOptions {

    private static final String HERE = "http://127.0.0.1:8080";

    @Option(names = "--url", description = "The service. Default: MUNIMENT_URL, else " + HERE + ".")
    private String url;

    @Option(names = "--json", description = "Print the service's JSON instead of a table for people.")
    private boolean json;

    boolean json() {
        return json;
    }

    ServiceClient client() {
        var text = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(System.getenv("MUNIMENT_URL")).filter(set -> !set.isBlank()))
                .orElse(HERE);
        var key = ApiKeySetting.of(System.getenv());
        var usage = "the service's URL is like " + HERE + ", not \"" + text + "\"";
        try {
            var uri = URI.create(text.replaceAll("/+$", ""));
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
                throw new IllegalArgumentException(usage);
            }
            return new ServiceClient(uri, key);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(usage, unreadable);
        }
    }
}
