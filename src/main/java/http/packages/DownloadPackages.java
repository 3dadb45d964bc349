package http.packages;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.StoredAip;
import views.TransferRow;

/** Gives out stored packages and their METS files, and says in the log who took what. */
public final class DownloadPackages {

    /** Shown whatever level the log has: who has what was entrusted to the archive is worth knowing. */
    private static final Logger TAKEN = LoggerFactory.getLogger("downloads");

    private static final int WRITERS = 8;
    private static final int IDLE_SECONDS = 60;

    private final StoredPackages packages;
    private final ReadModels views;
    private final Reading reading;
    private final SendDownload sending = new SendDownload(writers());

    @FunctionalInterface
    private interface Look {
        Optional<Download> at(UUID aip) throws IOException;
    }

    public DownloadPackages(StoredPackages packages, ReadModels views, Reading reading) {
        this.packages = packages;
        this.views = views;
        this.reading = reading;
    }

    public CompletionStage<HttpResponse> aip(Call call) {
        return give(call, "the AIP", packages::aip);
    }

    public CompletionStage<HttpResponse> mets(Call call) {
        return give(call, "the METS file", packages::mets);
    }

    private CompletionStage<HttpResponse> give(Call call, String what, Look look) {
        var id = call.transfer();
        call.parameters();
        return reading.read(() -> {
            var transfer = views.transfers().rows(List.of(id)).stream()
                    .findFirst()
                    .orElseThrow(Replies.missing("There is no transfer of this id."));
            var aip = transfer.aip().orElseThrow(() -> notStored(transfer));
            var download = found(look, aip);
            TAKEN.info("{} takes {} of the transfer {}: {}", call.by(), what, id, download.name());
            return sending.answer(call, download, aip.sha256());
        });
    }

    private static Refused notStored(TransferRow transfer) {
        return new Refused(
                ProblemType.NOT_FOUND,
                "This transfer has no AIP in the store; its status is \""
                        + transfer.status().label() + "\".");
    }

    private static Download found(Look look, StoredAip aip) {
        try {
            return look.at(aip.id())
                    .orElseThrow(Replies.missing(
                            "The AIP is not in the store that this node sees; an operator compares MUNIMENT_STORE with "
                                    + aip.location() + "."));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the store can't be read", unreadable);
        }
    }

    // Threads of their own, so that slow clients never keep pages waiting; they end when there is nothing to write.
    private static ThreadPoolExecutor writers() {
        var writers = new ThreadPoolExecutor(
                WRITERS, WRITERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), run -> {
                    var thread = new Thread(run, "download");
                    thread.setDaemon(true);
                    return thread;
                });
        writers.allowCoreThreadTimeOut(true);
        return writers;
    }
}
