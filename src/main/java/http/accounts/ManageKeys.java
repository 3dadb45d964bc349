package http.accounts;

import accounts.AccessRole;
import accounts.ApiKey;
import accounts.Keys;
import http.exchange.Call;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Keys of programs. Answers when it is stored and journaled, with who did it; a key's text is in one answer only. */
public record ManageKeys(Keys keys, Reading reading) {

    private static final int TEXT_CHARACTERS_MAX = 1024;

    record KeyJson(
            String id,
            String name,
            List<String> roles,
            String issuedBy,
            Instant issuedAt,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt,
            Optional<String> lastUsed) {

        static KeyJson of(ApiKey key) {
            return new KeyJson(
                    key.id(),
                    key.name(),
                    AccessRole.labels(key.roles()),
                    key.issuedBy(),
                    key.issuedAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.lastUsed().map(Object::toString));
        }
    }

    record KeyList(List<KeyJson> items) {}

    record Issued(String id, String name, List<String> roles, Optional<Instant> expiresAt, String key) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "key " + id;
        }
    }

    record Revoked(String id) {}

    public CompletionStage<HttpResponse> list(Call call) {
        call.parameters();
        return reading.reply(
                () -> new KeyList(keys.all().stream().map(KeyJson::of).toList()));
    }

    public CompletionStage<HttpResponse> issue(Call call) {
        return issued(call).thenApply(ManageKeys::answer);
    }

    /** Makes the key that the body asks for. */
    public CompletionStage<Keys.Issued> issued(Call call) {
        return call.body().thenCompose(body -> {
            body.only("name", "roles", "expiresAt");
            var name = body.text("name", TEXT_CHARACTERS_MAX);
            var roles = ManageUsers.roles(body);
            var expiresAt = body.optionalText("expiresAt", TEXT_CHARACTERS_MAX).map(ManageKeys::time);
            return reading.read(() -> keys.issue(name, roles, expiresAt, call.by()));
        });
    }

    public CompletionStage<HttpResponse> revoke(Call call) {
        var id = call.variable("key");
        call.parameters();
        return reading.reply(() -> {
            keys.revoke(id, call.by());
            return new Revoked(id);
        });
    }

    private static HttpResponse answer(Keys.Issued issued) {
        var key = issued.key();
        var answer = new Issued(key.id(), key.name(), AccessRole.labels(key.roles()), key.expiresAt(), issued.text());
        return Replies.json(201, answer).addHeader(RawHeader.create("Cache-Control", "no-store"));
    }

    private static Instant time(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException noTime) {
            throw new Refused(
                    ProblemType.INVALID_BODY, "\"expiresAt\" is a time such as 2027-11-24T08:00:00Z; give one.");
        }
    }
}
