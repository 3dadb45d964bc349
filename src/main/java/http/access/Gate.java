package http.access;

import accounts.AccessRole;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The one place where a request is let in or not, before any handler sees it. */
public record Gate(Identification identification) {

    /** The caller, if they have the permission; else the stage fails with {@link Refused}. */
    public CompletionStage<Caller> admit(HttpRequest request, Permission permission) {
        if (permission == Permission.OPEN) {
            return CompletableFuture.completedFuture(Caller.NOBODY);
        }
        return identification.of(request).thenApply(found -> {
            var caller = found.orElseThrow(Gate::unknown);
            if (!caller.has(permission)) {
                throw forbidden(caller, permission);
            }
            return caller;
        });
    }

    private static Refused unknown() {
        return new Refused(
                ProblemType.UNAUTHENTICATED,
                "Say who you are: sign in, or send a valid key as Authorization: Bearer KEY.");
    }

    private static Refused forbidden(Caller caller, Permission permission) {
        var has = caller.roles().stream().map(AccessRole::label).sorted().collect(Collectors.joining(", "));
        return new Refused(
                ProblemType.FORBIDDEN,
                "This needs the role " + permission.rolesText() + ", and \"" + caller.name() + "\" has "
                        + (has.isEmpty() ? "none" : has) + ". An administrator can give it.",
                Map.of("permission", permission.label()));
    }
}
