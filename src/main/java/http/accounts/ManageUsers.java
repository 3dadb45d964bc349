package http.accounts;

import accounts.AccessRole;
import accounts.User;
import accounts.Users;
import http.exchange.Call;
import http.exchange.JsonBody;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Who may sign in, and as what. Answers when it is stored and journaled, with who did it. */
public record ManageUsers(Users users, Reading reading) {

    private static final int TEXT_CHARACTERS_MAX = 1024;
    private static final int ROLES_MAX = 10;

    record UserJson(String name, List<String> roles, boolean hasPassword, Instant addedAt) {

        static UserJson of(User user) {
            return new UserJson(user.name(), AccessRole.labels(user.roles()), user.hasPassword(), user.addedAt());
        }
    }

    record UserList(List<UserJson> items) {}

    record Changed(String user, Optional<List<String>> roles) {}

    public CompletionStage<HttpResponse> list(Call call) {
        call.parameters();
        return reading.reply(
                () -> new UserList(users.all().stream().map(UserJson::of).toList()));
    }

    public CompletionStage<HttpResponse> add(Call call) {
        return call.body().thenCompose(body -> {
            body.only("name", "roles", "password");
            var name = body.text("name", TEXT_CHARACTERS_MAX);
            var roles = roles(body);
            var password = body.optionalText("password", TEXT_CHARACTERS_MAX);
            return reading.read(() -> {
                users.add(name, roles, password, call.by());
                return Replies.json(201, new Changed(name, Optional.of(AccessRole.labels(roles))));
            });
        });
    }

    public CompletionStage<HttpResponse> give(Call call) {
        var name = call.variable("user");
        return call.body().thenCompose(body -> {
            var roles = roles(body.only("roles"));
            return reading.reply(() -> {
                users.give(name, roles, call.by());
                return new Changed(name, Optional.of(AccessRole.labels(roles)));
            });
        });
    }

    public CompletionStage<HttpResponse> setPassword(Call call) {
        var name = call.variable("user");
        return call.body().thenCompose(body -> {
            var password = body.only("password").text("password", TEXT_CHARACTERS_MAX);
            return reading.reply(() -> {
                users.setPassword(name, password, call.by());
                return new Changed(name, Optional.empty());
            });
        });
    }

    public CompletionStage<HttpResponse> remove(Call call) {
        var name = call.variable("user");
        call.parameters();
        return reading.reply(() -> {
            users.remove(name, call.by());
            return new Changed(name, Optional.empty());
        });
    }

    static Set<AccessRole> roles(JsonBody body) {
        try {
            return AccessRole.of(body.texts("roles", ROLES_MAX, TEXT_CHARACTERS_MAX));
        } catch (IllegalArgumentException noRole) {
            throw new Refused(ProblemType.INVALID_BODY, "In \"roles\", " + noRole.getMessage() + ".");
        }
    }
}
