package http.pages.files;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.files.ReadFiles;
import http.pages.Address;
import http.pages.FindingText;
import http.pages.Parts;
import http.pages.Shown;
import http.pages.Texts;
import java.util.List;
import java.util.concurrent.CompletionStage;
import model.TransferId;
import views.TransferRow;

/** The files of a transfer, and one with its findings. */
public record ShowFiles(ReadModels views, Reading reading, Texts texts) {

    public CompletionStage<Shown> list(Call call) {
        var id = call.transfer();
        var asked = call.parameters("path", "removed", "offset", "limit");
        var query = ReadFiles.query(id, asked);
        boolean removed = query.entries().removed();
        var address = Address.of("/transfers/" + id + "/files")
                .with("path", query.text())
                .with("removed", removed ? "true" : "")
                .with("limit", asked.text("limit").orElse(""));
        return reading.read(() -> {
            var transfer = transfer(id);
            var page = views.files().page(query);
            var screen = new FilesScreen(transfer, page, query.text(), removed, Parts.of(page, address));
            return new Shown("files", texts.of("files.title", transfer.name()), "transfers", screen, 0);
        });
    }

    public CompletionStage<Shown> one(Call call) {
        var id = call.transfer();
        var file = call.uuid("file");
        call.parameters();
        return reading.read(() -> {
            var transfer = transfer(id);
            var facts = views.file().of(id, file).orElseThrow(Replies.missing("This transfer has no file of this id."));
            var screen = new FileScreen(transfer, facts, new FindingText(texts));
            return new Shown("file", facts.path().name().display(), "transfers", screen, 0);
        });
    }

    private TransferRow transfer(TransferId id) {
        return views.transfers().rows(List.of(id)).stream()
                .findFirst()
                .orElseThrow(Replies.missing("There is no transfer of this id."));
    }
}
