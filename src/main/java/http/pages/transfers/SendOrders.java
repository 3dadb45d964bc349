package http.pages.transfers;

import http.choices.AnswerChoices;
import http.exchange.Call;
import http.exchange.Form;
import http.exchange.Handler;
import http.pages.Address;
import http.problem.ProblemType;
import http.problem.Refused;
import http.transfers.CancelTransfer;
import http.transfers.OrderTransfer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The forms on a transfer's pages. Each is carried out by what carries out the same request of a client of the API. */
public record SendOrders(OrderTransfer orders, CancelTransfer cancellation, AnswerChoices choices) {

    public CompletionStage<Address> retry(Call call, Form form) {
        return sent(call, form, failedTasks(form), orders::retry);
    }

    public CompletionStage<Address> skip(Call call, Form form) {
        return sent(call, form, failedTasks(form), orders::skip);
    }

    public CompletionStage<Address> pause(Call call, Form form) {
        return sent(call, form, reason(form), orders::pause);
    }

    public CompletionStage<Address> resume(Call call, Form form) {
        return sent(call, form, reason(form), orders::resume);
    }

    public CompletionStage<Address> cancel(Call call, Form form) {
        return sent(call, form, reason(form), cancellation::cancel);
    }

    public CompletionStage<Address> prioritize(Call call, Form form) {
        var body = reason(form);
        body.put("priority", number(form.text("priority"), "The priority"));
        return sent(call, form, body, orders::prioritize);
    }

    public CompletionStage<Address> choose(Call call, Form form) {
        return sent(call, form, Map.of("option", form.text("option")), choices::choose);
    }

    private static CompletionStage<Address> sent(Call call, Form form, Map<String, ?> body, Handler handler) {
        var transfer = Address.of("/transfers/" + call.transfer());
        return handler.answer(call.asApi(body, form.text("key"))).thenApply(done -> transfer);
    }

    private static Map<String, Object> reason(Form form) {
        var body = new HashMap<String, Object>();
        body.put("reason", form.text("reason"));
        return body;
    }

    /** Those that were ticked on the page of a job; all of the job when none was, or all that failed. */
    private static Map<String, Object> failedTasks(Form form) {
        var body = reason(form);
        if (!form.text("job").isEmpty()) {
            body.put("job", form.text("job"));
        }
        List<Integer> tasks =
                form.texts("task").stream().map(text -> number(text, "A task")).toList();
        if (!tasks.isEmpty()) {
            body.put("tasks", tasks);
        }
        return body;
    }

    private static int number(String text, String what) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new Refused(
                    ProblemType.INVALID_BODY, what + " is a whole number; correct it and send the form again.");
        }
        return Integer.parseInt(text);
    }
}
