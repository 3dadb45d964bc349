package accounts.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** What the provider says about itself (OpenID Connect Discovery 1.0), read when it is first needed and now and then anew. */
final class Discovery {

    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final String PATH = "/.well-known/openid-configuration";

    /** Where things are. */
    record Endpoints(URI authorization, URI token, URI keys) {}

    private record Kept(Endpoints endpoints, long readNanos) {}

    private final ProviderConnection connection;
    private final URI issuer;
    private volatile Kept kept;

    Discovery(ProviderConnection connection, URI issuer) {
        this.connection = connection;
        this.issuer = issuer;
    }

    /** {@link ProviderRefused} when it can't be had. */
    Endpoints endpoints() {
        var known = kept;
        if (known != null && System.nanoTime() - known.readNanos() < KEPT_NANOS) {
            return known.endpoints();
        }
        var document = connection.get(URI.create(issuer.toString().replaceAll("/$", "") + PATH));
        if (!document.path("issuer").asText().equals(issuer.toString())) {
            throw ProviderRefused.away(
                    "The provider of the sign-in calls itself otherwise than MUNIMENT_OIDC_ISSUER; an administrator must"
                            + " see to it.",
                    null);
        }
        var endpoints = new Endpoints(
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"));
        kept = new Kept(endpoints, System.nanoTime());
        return endpoints;
    }

    // Whoever can make us talk in the clear can read the secret.
    private URI address(JsonNode document, String name) {
        try {
            var address = URI.create(document.path(name).asText());
            if ("https".equals(address.getScheme()) || issuer.getScheme().equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException unreadable) {
            throw bad(name, unreadable);
        }
        throw bad(name, null);
    }

    private static ProviderRefused bad(String name, Throwable cause) {
        return ProviderRefused.away(
                "The provider of the sign-in has no usable " + name + "; an administrator must see to it.", cause);
    }
}
