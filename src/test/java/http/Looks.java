package http;

import http.exchange.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import model.Ids;
import model.TransferId;
import views.ManyTransfers;

/**
 * Every way to look at {@link ManyTransfers}: each page and each list with its filters, searches, orders and last pages. What
 * changes something, and what never ends, is not among them.
 */
public final class Looks {

    private static final List<String> SORTS = List.of("submitted", "name", "status", "started", "files", "size");
    private static final List<String> STATUS =
            List.of("queued", "processing", "waiting", "paused", "stored", "failed", "rejected", "cancelled");
    private static final List<String> STATES =
            List.of("waiting", "running", "completed", "not-done", "failed", "cancelled");

    private final Map<String, List<String>> targets = new LinkedHashMap<>();

    private Looks(int transfers, int large) {
        var big = ManyTransfers.large(transfers);
        var small = ManyTransfers.id(0);
        lists("/", transfers);
        lists("/api/v1/transfers", transfers);
        transfer("/transfers/{transfer}", big, small, large);
        transfer("/api/v1/transfers/{transfer}", big, small, large);
        for (var plain : List.of("/submit", "/cluster", "/api/v1/stuck", "/api/v1/cluster")) {
            add(plain, plain);
        }
        add("/api/v1/transfers/{transfer}/choices", "/api/v1/transfers/" + ManyTransfers.id(95) + "/choices");
        add("/api/v1/transfers/{transfer}/jobs", "/api/v1/transfers/" + small + "/jobs");
        add("/transfers/{transfer}", "/transfers/" + ManyTransfers.id(95), "/transfers/" + ManyTransfers.id(97));
        add("/transfers/{transfer}", "/transfers/" + ManyTransfers.id(92));
    }

    /** Targets by the template of their endpoint. */
    public static Map<String, List<String>> of(int transfers, int large) {
        return new Looks(transfers, large).targets;
    }

    /** Whether an endpoint reads what grows with the archive, for as long as its answer takes. */
    static boolean isLookedAt(Endpoint endpoint) {
        return Optional.of(endpoint)
                .filter(each -> each.method().equals("GET"))
                .map(Endpoint::template)
                .filter(template -> !template.startsWith("/health") && !template.startsWith("/assets"))
                .isPresent();
    }

    private void lists(String list, int transfers) {
        var last = "offset=" + (transfers - 20) + "&limit=20";
        add(list, list, list + "?" + last, list + "?status=stored&offset=" + transfers / 2);
        var text = list + (list.equals("/") ? "?text=" : "?name=");
        add(list, text + "letters", text + "nowhere+in+any+name", text + "2026-17", text + ManyTransfers.id(17));
        add(list, text + "maps&status=stored");
        SORTS.forEach(sort -> add(
                list,
                list + "?sort=" + sort,
                list + "?sort=-" + sort,
                list + "?sort=" + sort + "&" + last,
                list + "?sort=-" + sort + "&status=failed"));
        STATUS.forEach(status -> add(list, list + "?status=" + status));
    }

    private void transfer(String template, TransferId big, TransferId small, int files) {
        var here = template.replace("{transfer}", big.toString());
        var job = here + "/jobs/" + ManyTransfers.openJob();
        add(template, here, template.replace("{transfer}", small.toString()));
        add(template + "/jobs/{job}", job);
        var last = "offset=" + (files - 20);
        var tasks = template.startsWith("/api") ? job + "/tasks" : job;
        var tasksTemplate = template + (template.startsWith("/api") ? "/jobs/{job}/tasks" : "/jobs/{job}");
        add(tasksTemplate, tasks, tasks + "?" + last, tasks + "?path=letter-000077", tasks + "?path=none");
        STATES.forEach(state -> add(tasksTemplate, tasks + "?state=" + state));
        add(
                tasksTemplate,
                tasks + "?state=completed&offset=" + (files / 2 - 50),
                tasks + "?state=failed&path=letter-000");
        add(template + "/jobs/{job}/tasks/{ordinal}", job + "/tasks/7", job + "/tasks/" + (files - 1));
        var list = here + "/files";
        add(template + "/files", list, list + "?" + last, list + "?path=letter-000077", list + "?path=none");
        add(template + "/files/{file}", list + "/" + file(big));
        if (template.startsWith("/api")) {
            add(template + "/jobs/{job}/tasks/{ordinal}/stdout", job + "/tasks/1/stdout");
            add(template + "/jobs/{job}/tasks/{ordinal}/stderr", job + "/tasks/1/stderr");
        }
    }

    private static UUID file(TransferId transfer) {
        return Ids.ofOriginal(transfer, FilePath.of(ManyTransfers.path(1)));
    }

    private void add(String template, String... more) {
        targets.computeIfAbsent(template, none -> new ArrayList<>()).addAll(List.of(more));
    }
}
