package http.pages.files;

import http.pages.Parts;
import views.FileRow;
import views.Page;
import views.TransferRow;

/** Part of the files of a transfer. */
public record FilesScreen(TransferRow transfer, Page<FileRow> files, String text, boolean removed, Parts parts) {

    public String transferPath() {
        return "/transfers/" + transfer.id();
    }
}
