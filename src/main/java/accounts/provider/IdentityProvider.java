package accounts.provider;

import accounts.AccessRole;
import accounts.ProvenIdentity;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Lets an OpenID Connect provider say who somebody is: the authorization code flow with PKCE, state and nonce. */
public final class IdentityProvider {

    /** Strangers can make us ask the provider; not more than so many at once. */
    private static final int AT_ONCE = 8;

    private final ProviderSettings settings;
    private final ProviderConnection connection = new ProviderConnection();
    private final Discovery discovery;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile Checked checked;

    private record Checked(URI keys, IdToken tokens) {}

    public IdentityProvider(ProviderSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.discovery = new Discovery(connection, settings.issuer());
    }

    /** What a browser takes along, and where it goes. */
    public record Leave(Departure departure, URI address) {}

    /**
     * What came back with the browser.
     *
     * @param issuer who says that it sent it; providers need not (RFC 9207)
     */
    public record Return(
            Optional<String> code, Optional<String> state, Optional<String> error, Optional<String> issuer) {}

    public String name() {
        return settings.name();
    }

    /** {@link ProviderRefused} when the provider is away. */
    public Leave leave() {
        return bounded(() -> {
            var departure = Departure.fresh();
            var asked = new LinkedHashMap<String, String>();
            asked.put("response_type", "code");
            asked.put("client_id", settings.clientId());
            asked.put("redirect_uri", settings.redirect().toString());
            asked.put("scope", String.join(" ", settings.scopes()));
            asked.put("state", departure.state());
            asked.put("nonce", departure.nonce());
            asked.put("code_challenge", departure.challenge());
            asked.put("code_challenge_method", "S256");
            var base = discovery.endpoints().authorization();
            var joint = base.getQuery() == null ? "?" : "&";
            return new Leave(departure, URI.create(base + joint + ProviderConnection.query(asked)));
        });
    }

    /** Who it is that came back; {@link ProviderRefused} when that is not proven, or worth no role. */
    public ProvenIdentity proven(Departure departure, Return back) {
        if (back.state().isEmpty() || !departure.isOf(back.state().get())) {
            throw ProviderRefused.refused("This answer belongs to another sign-in, or to none. Begin it anew.");
        }
        if (back.issuer().isPresent()
                && !back.issuer().get().equals(settings.issuer().toString())) {
            throw ProviderRefused.refused("This answer comes from another provider. Begin the sign-in anew.");
        }
        if (back.error().isPresent()) {
            throw ProviderRefused.refused("The provider did not sign you in: "
                    + ErrorCode.of(back.error().get()) + ".");
        }
        var code = back.code()
                .orElseThrow(() -> ProviderRefused.refused("The answer has no code. Begin the sign-in anew."));
        return bounded(() -> identity(claims(departure, code)));
    }

    private JWTClaimsSet claims(Departure departure, String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", settings.redirect().toString());
        form.put("code_verifier", departure.verifier());
        var endpoints = discovery.endpoints();
        JsonNode answer = connection.redeem(
                endpoints.token(), form, settings.clientId(), settings.secret().get());
        return tokens(endpoints.keys()).claims(answer.path("id_token").asText(), departure.nonce());
    }

    // Kept with the keys that it has fetched, until the provider names another place for them.
    private IdToken tokens(URI keys) {
        var known = checked;
        if (known == null || !known.keys().equals(keys)) {
            known = new Checked(keys, new IdToken(settings, keys, clock));
            checked = known;
        }
        return known.tokens();
    }

    private ProvenIdentity identity(JWTClaimsSet claims) {
        var roles = roles(claims);
        if (roles.isEmpty()) {
            throw ProviderRefused.refused("The provider knows you, but \"" + settings.rolesClaim()
                    + "\" has nothing that is worth a role here. Ask an administrator.");
        }
        var called = Optional.ofNullable(claims.getClaim("preferred_username"))
                .or(() -> Optional.ofNullable(claims.getClaim("email")))
                .map(Object::toString)
                .orElse("");
        return new ProvenIdentity(settings.issuer().toString(), claims.getSubject(), called, roles);
    }

    private Set<AccessRole> roles(JWTClaimsSet claims) {
        Object value = claims.getClaims();
        for (var part : settings.rolesClaim().split("[.]", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(part) : null;
        }
        var groups = value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
        var roles = EnumSet.noneOf(AccessRole.class);
        groups.forEach(group -> roles.addAll(settings.roles().getOrDefault(group.toString(), Set.of())));
        return roles;
    }

    private interface Asking<T> {
        T ask();
    }

    private <T> T bounded(Asking<T> asking) {
        if (!places.tryAcquire()) {
            throw ProviderRefused.away("Too many people sign in at this moment; try again at once.", null);
        }
        try {
            return asking.ask();
        } finally {
            places.release();
        }
    }
}
