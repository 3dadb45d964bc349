package http.live;

import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import model.TransferId;
import org.apache.pekko.util.ByteString;
import views.FeedRow;

/** Something that has happened, as a server-sent event. */
record EventJson(
        TransferId transfer,
        String kind,
        Optional<String> step,
        Optional<Integer> turn,
        Instant at,
        Map<String, Object> detail) {

    /** The event's text (HTML Standard, 9.2.5). JSON has no line breaks of its own here, so one data field holds it. */
    static ByteString render(FeedRow row) {
        try {
            var kind = row.kind().label();
            var json = Json.text()
                    .writeValueAsString(
                            new EventJson(row.transfer(), kind, row.step(), row.turn(), row.at(), row.detail()));
            return ByteString.fromString("id: " + row.id() + "\nevent: " + kind + "\ndata: " + json + "\n\n");
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a row of the feed can't be written as JSON", bug);
        }
    }
}
