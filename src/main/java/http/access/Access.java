package http.access;

import accounts.Accounts;
import accounts.provider.IdentityProvider;
import java.util.Optional;

/**
 * How people and programs come in.
 *
 * @param identification who sends a request
 * @param cookie of a session
 * @param address where a request comes from
 * @param provider who else vouches for people
 */
public record Access(
        Identification identification,
        Accounts accounts,
        SessionCookie cookie,
        ClientAddress address,
        Optional<IdentityProvider> provider) {}
