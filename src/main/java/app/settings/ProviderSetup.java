package app.settings;

import accounts.AccessRole;
import accounts.provider.ProviderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of the OpenID Connect provider, {@code MUNIMENT_OIDC_…}; none of them counts without the issuer. */
final class ProviderSetup {

    private static final String ISSUER = "MUNIMENT_OIDC_ISSUER";
    private static final String SECRET_FILE = "MUNIMENT_OIDC_CLIENT_SECRET_FILE";
    private static final String ROLES = "MUNIMENT_OIDC_ROLES";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private ProviderSetup() {}

    static Optional<ProviderSettings> of(Environment read) {
        return read.text(ISSUER).map(issuer -> {
            var address = address(ISSUER, issuer);
            var scopes = List.of(
                    read.text("MUNIMENT_OIDC_SCOPES").orElse("openid profile").split(" +"));
            if (!scopes.contains("openid")) {
                throw new IllegalArgumentException("MUNIMENT_OIDC_SCOPES has openid among its words");
            }
            var secret = readable(needed(read, SECRET_FILE));
            return new ProviderSettings(
                    address,
                    read.text("MUNIMENT_OIDC_NAME").orElse(address.getHost()),
                    needed(read, "MUNIMENT_OIDC_CLIENT_ID"),
                    () -> secret(secret),
                    address("MUNIMENT_PUBLIC_URL", needed(read, "MUNIMENT_PUBLIC_URL")),
                    scopes,
                    read.text("MUNIMENT_OIDC_ROLES_CLAIM").orElse("groups"),
                    roles(read.list(ROLES)));
        });
    }

    private static String needed(Environment read, String name) {
        return read.text(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is needed where " + ISSUER + " is set"));
    }

    // In the clear anybody on the way could be anybody.
    private static URI address(String name, String text) {
        try {
            var address = URI.create(text);
            boolean plain = "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost());
            if (address.getHost() != null && (plain || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException unreadable) {
            throw bad(name, text, unreadable);
        }
        throw bad(name, text, null);
    }

    private static IllegalArgumentException bad(String name, String text, Exception cause) {
        return new IllegalArgumentException(
                name + " is an https address, or http on loopback, not \"" + text + "\"", cause);
    }

    private static Map<String, Set<AccessRole>> roles(List<String> mapped) {
        var roles = new HashMap<String, Set<AccessRole>>();
        for (var one : mapped) {
            int at = one.lastIndexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException(
                        ROLES + " is VALUE=ROLE,VALUE=ROLE+ROLE; \"" + one + "\" has no = in it");
            }
            roles.put(one.substring(0, at), rolesOf(one.substring(at + 1)));
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    ROLES + " says which roles the values of the claim are worth; else nobody"
                            + " could sign in with the provider");
        }
        return Map.copyOf(roles);
    }

    private static Set<AccessRole> rolesOf(String labels) {
        return Arrays.stream(labels.split("[+]", -1)).map(ProviderSetup::role).collect(Collectors.toUnmodifiableSet());
    }

    private static AccessRole role(String label) {
        return Arrays.stream(AccessRole.values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(ROLES + ": there is no role \"" + label
                        + "\"; there are " + AccessRole.labels(Set.of(AccessRole.values()))));
    }

    private static Path readable(String file) {
        var path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException(
                    SECRET_FILE + ": " + file + " can't be read; it is a file that this process may read");
        }
        return path;
    }

    // Read each time, so that it can be exchanged while the service runs.
    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException gone) {
            throw new UncheckedIOException(SECRET_FILE + " can't be read any more", gone);
        }
    }
}
