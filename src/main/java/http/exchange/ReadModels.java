package http.exchange;

import views.BlobSource;
import views.Feed;
import views.FileList;
import views.FilePage;
import views.Headways;
import views.Pace;
import views.StuckTransfers;
import views.TaskList;
import views.TaskPage;
import views.TransferList;
import views.TransferPage;

/** Everything that can be read. It may lag behind the journal by some milliseconds. */
public record ReadModels(
        TransferList transfers,
        Headways headways,
        TransferPage transfer,
        TaskList tasks,
        TaskPage task,
        FileList files,
        FilePage file,
        Feed feed,
        StuckTransfers stuck,
        Pace pace,
        BlobSource blobs) {}
