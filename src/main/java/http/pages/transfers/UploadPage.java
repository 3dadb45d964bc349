package http.pages.transfers;

import http.exchange.Call;
import http.pages.Pages;
import http.uploads.TakeUpload;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Takes the form with files, for browsers that run no script. */
public record UploadPage(TakeUpload uploads, Pages pages) {

    /** Goes on with the new transfer's page. */
    public CompletionStage<HttpResponse> upload(Call call) {
        pages.checkOrigin(call);
        return uploads.upload(call, fields -> pages.checkToken(call, fields))
                .thenApply(accepted -> Pages.goOn(SubmitPage.page(accepted)));
    }
}
