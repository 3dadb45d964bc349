package accounts.provider;

import accounts.AccessRole;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An OpenID Connect provider that people may sign in with.
 *
 * @param issuer its address, exactly as it calls itself
 * @param name what people know it by
 * @param clientId what it knows this service by
 * @param secret this service's secret there, read when it is needed; never printed
 * @param publicUrl where browsers find this service
 * @param scopes what is asked of it
 * @param rolesClaim where in the ID token the groups of a person are; a dot leads into an object
 * @param roles which roles the values of that claim are worth here
 */
public record ProviderSettings(
        URI issuer,
        String name,
        String clientId,
        Supplier<String> secret,
        URI publicUrl,
        List<String> scopes,
        String rolesClaim,
        Map<String, Set<AccessRole>> roles) {

    private static final String RETURN = "/sign-in/provider/return";

    /** Where the provider sends people back to; it must know this address. */
    public URI redirect() {
        return URI.create(publicUrl.toString().replaceAll("/+$", "") + RETURN);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return name + " at " + issuer + " as " + clientId;
    }
}
