package http.pages.cluster;

import http.cluster.ClusterDoor;
import http.cluster.OrderWorker;
import http.exchange.Call;
import http.exchange.Form;
import http.exchange.Handler;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.pages.Address;
import http.pages.Shown;
import http.pages.Texts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import views.StuckTransfer;

/** Nodes and workers with what they run, what waits, and what is stuck; and who gets new work. */
public record ShowCluster(ClusterDoor door, OrderWorker orders, ReadModels views, Reading reading, Texts texts) {

    public CompletionStage<Shown> show(Call call) {
        call.parameters();
        var stuck = reading.read(() -> views.stuck().all());
        return door.look()
                .thenCombine(door.places(), (view, places) -> (Function<List<StuckTransfer>, ClusterScreen>)
                        all -> new ClusterScreen(view, places, all, List.of()))
                .thenCombine(stuck, Function::apply)
                .thenCombine(reading.read(() -> views.pace().lastHour()), ClusterScreen::with)
                .thenApply(screen -> new Shown("cluster", texts.of("cluster.title"), "cluster", screen, 0));
    }

    public CompletionStage<Address> drain(Call call, Form form) {
        return sent(call, form, orders::drain);
    }

    public CompletionStage<Address> undrain(Call call, Form form) {
        return sent(call, form, orders::undrain);
    }

    // The form has the worker's name in a field, where the API has it in the path.
    private static CompletionStage<Address> sent(Call call, Form form, Handler handler) {
        var api = call.asApi(Map.of("reason", form.text("reason")), form.text("key"));
        var named = new Call(api.request(), Map.of("worker", form.text("worker")), api.bodies(), api.caller());
        return handler.answer(named).thenApply(done -> Address.of("/cluster"));
    }
}
