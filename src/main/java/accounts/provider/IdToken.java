package accounts.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;

/** Checks what the provider says about a person: who signed it, for whom, for which sign-in, and whether it still holds. */
final class IdToken {

    private static final int MILLISECONDS = (int) ProviderConnection.LIMIT.toMillis() / 2;
    private static final int SKEW_SECONDS = 60;

    // Signatures with the provider's own private key only: neither "none" nor what our own secret could make.
    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

    private final ProviderSettings settings;
    private final InstantSource clock;
    private final JWKSource<SecurityContext> keys;

    IdToken(ProviderSettings settings, URI keys, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.keys = keysAt(keys);
    }

    /** What it claims; {@link ProviderRefused} when it is not what was asked for. */
    JWTClaimsSet claims(String token, String nonce) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(verifier(nonce));
        try {
            var claims = processor.process(token, null);
            checkParty(claims);
            return claims;
        } catch (KeySourceException unreachable) {
            throw ProviderRefused.away(
                    "The provider of the sign-in does not give out its keys. Try again later.", unreachable);
        } catch (ParseException | BadJOSEException | JOSEException wrong) {
            throw ProviderRefused.refused("What the provider says about you can't be trusted: " + wrong.getMessage()
                    + ". Begin the sign-in anew.");
        }
    }

    // OpenID Connect Core, 3.1.3.7, 4 and 5: who is named as the party that asked must be us.
    private void checkParty(JWTClaimsSet claims) throws BadJOSEException, ParseException {
        var party = claims.getStringClaim("azp");
        if (party == null ? claims.getAudience().size() > 1 : !party.equals(settings.clientId())) {
            throw new BadJOSEException("it was made for another party");
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> verifier(String nonce) {
        var exactly = new JWTClaimsSet.Builder()
                .issuer(settings.issuer().toString())
                .claim("nonce", nonce)
                .build();
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        settings.clientId(), exactly, Set.of("sub", "exp", "iat")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(SKEW_SECONDS);
        return verifier;
    }

    private static JWKSource<SecurityContext> keysAt(URI address) {
        try {
            var retriever = new DefaultResourceRetriever(MILLISECONDS, MILLISECONDS, ProviderConnection.BYTES_MAX);
            return JWKSourceBuilder.create(address.toURL(), retriever).build();
        } catch (MalformedURLException unreadable) {
            throw ProviderRefused.away("The provider of the sign-in has no usable jwks_uri.", unreadable);
        }
    }

    private static Set<JWSAlgorithm> algorithms() {
        var all = new HashSet<>(JWSAlgorithm.Family.RSA);
        all.addAll(JWSAlgorithm.Family.EC);
        return Set.copyOf(all);
    }
}
