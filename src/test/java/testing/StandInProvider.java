package testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A STAND-IN for an OpenID Connect provider, for tests only: it asks nobody for a password. It holds its client to the protocol (the
 * client's secret, the address to return to, PKCE, a code once), and can be told to lie.
 */
public final class StandInProvider implements AutoCloseable {

    public static final String CLIENT = "muniment";
    public static final String SECRET = "a secret of the stand-in, with signs: %&+";

    private final HttpServer server;
    private final RSAKey key = key();
    private final RSAKey strangersKey = key();
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private int issued;

    /** Who is at the provider's door, and what it says of them. */
    public volatile String subject = "4711";

    public volatile List<String> groups = List.of("archive");
    public volatile UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();
    public volatile Signing signing = Signing.OWN_KEY;

    /** How the ID token is signed. */
    public enum Signing {
        OWN_KEY,
        ANOTHER_KEY,
        CLIENT_SECRET,
        NOT_AT_ALL
    }

    public StandInProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, configuration()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets somebody through who was sent to this address; gives the code that goes back with them. */
    public synchronized String code(URI sentTo) {
        var asked = form(sentTo.getRawQuery());
        if (!asked.get("response_type").equals("code")
                || !asked.get("code_challenge_method").equals("S256")) {
            throw new IllegalStateException("no authorization code flow with PKCE: " + sentTo);
        }
        var code = "code-" + ++issued;
        codes.put(code, asked);
        return code;
    }

    /** The state that goes back as well. */
    public static String state(URI sentTo) {
        return form(sentTo.getRawQuery()).get("state");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String configuration() {
        return """
            {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys"}"""
                .formatted(issuer());
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var asked = codes.remove(form.getOrDefault("code", ""));
        boolean right = asked != null
                && isClient(exchange.getRequestHeaders().getFirst("Authorization"))
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")));
        if (right) {
            answer(
                    exchange,
                    200,
                    "{\"token_type\": \"Bearer\", \"access_token\": \"x\", \"id_token\": \""
                            + idToken(asked.get("nonce")) + "\"}");
        } else {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
        }
    }

    private String idToken(String nonce) {
        var now = Instant.now();
        var claims = lie.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .subject(subject)
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", nonce)
                        .claim("preferred_username", "Ada <Lovelace>")
                        .claim("groups", groups))
                .build();
        try {
            return switch (signing) {
                case NOT_AT_ALL -> new PlainJWT(claims).serialize();
                case CLIENT_SECRET -> signed(claims, JWSAlgorithm.HS256, new MACSigner(SECRET));
                case ANOTHER_KEY -> signed(claims, JWSAlgorithm.RS256, new RSASSASigner(strangersKey));
                case OWN_KEY -> signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
            };
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, com.nimbusds.jose.JWSSigner signer)
            throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static boolean isClient(String basic) {
        var pair = new String(Base64.getDecoder().decode(basic.replaceFirst("Basic ", "")), StandardCharsets.UTF_8);
        return pair.split(":", 2)[0].equals(CLIENT)
                && URLDecoder.decode(pair.split(":", 2)[1], StandardCharsets.UTF_8)
                        .equals(SECRET);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            int at = pair.indexOf('=');
            form.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("the key").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
