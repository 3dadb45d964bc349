package http.exchange;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Answers one kind of request. What it throws, at once or in the stage, becomes a problem. */
@FunctionalInterface
public interface Handler {

    CompletionStage<HttpResponse> answer(Call call);
}
