package app;

import actors.transfer.TransferActor.Summary;
import actors.transfer.Transfers;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import model.TransferId;
import model.TransferStatus;
import views.JobRow;
import views.Progress;
import views.TransferPage;
import views.ViewsUnavailable;

/** Shows a person how a transfer goes on, until it ends or waits for a choice. It changes nothing. */
final class FollowTransfer {

    private static final int POLL_MILLISECONDS = 150;
    private static final int BAR_WIDTH = 20;
    private static final long TIDY_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Transfers transfers;
    private final DataSource views;
    private final PrintWriter out;
    private final boolean terminal;
    private String shownJob = "";
    private int toldJobs;
    private long jobBeganNanos;

    /** On a terminal one line is written over again and again; elsewhere each job gets a line. */
    FollowTransfer(Transfers transfers, DataSource views, PrintWriter out, boolean terminal) {
        this.transfers = transfers;
        this.views = views;
        this.out = out;
        this.terminal = terminal;
    }

    /** Returns how the transfer stands when it has ended and is tidied, or waits. */
    Summary follow(TransferId id) throws InterruptedException {
        while (true) {
            show(id);
            try {
                var summary = transfers.describe(id).toCompletableFuture().get(30, TimeUnit.SECONDS);
                if (summary.status().isEnded() || summary.status() == TransferStatus.WAITING) {
                    endLine();
                    if (summary.status().isEnded()) {
                        awaitTidied(id);
                    }
                    show(id); // jobs that ended since the last look
                    endLine();
                    return summary;
                }
            } catch (ExecutionException | TimeoutException unknown) {
                line("no answer from the transfer; the database may be away; asking again");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
        }
    }

    /** What can't be tidied now, because a disk or the database is away, is tidied by the next start. */
    private void awaitTidied(TransferId id) throws InterruptedException {
        long began = System.nanoTime();
        try {
            while (!Progress.isTidied(views, id) && System.nanoTime() - began < TIDY_LIMIT_NANOS) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
            }
        } catch (ViewsUnavailable away) {
            line("the database does not answer; what is left to tidy is left to the next start");
        }
    }

    private void show(TransferId id) {
        try {
            Progress.of(views, id).ifPresent(progress -> show(id, progress));
        } catch (ViewsUnavailable away) {
            line("the database does not answer; trying again");
        }
    }

    /** Jobs come and go faster than anybody looks: each that was opened since the last look gets its line. */
    private void tellJobs(TransferId id) {
        var opened = new TransferPage(views)
                .of(id).stream()
                        .flatMap(details -> details.microservices().stream())
                        .flatMap(microservice -> microservice.jobs().stream())
                        .sorted(Comparator.comparingInt(JobRow::position))
                        .skip(toldJobs)
                        .toList();
        for (var job : opened) {
            int tasks = job.counts().tasks();
            line(job.microservice() + ": " + job.title() + (tasks > 1 ? " (" + tasks + " tasks)" : ""));
        }
        toldJobs += opened.size();
    }

    private void show(TransferId id, Progress progress) {
        var job = progress.microservice() + ": " + progress.job();
        if (!job.equals(shownJob)) {
            shownJob = job;
            jobBeganNanos = System.nanoTime();
            if (!terminal) {
                tellJobs(id);
            }
        }
        if (terminal) {
            out.print("\r\u001b[K" + bar(progress) + " " + job + " " + pace(progress));
            out.flush();
        }
    }

    private static String bar(Progress progress) {
        int filled = progress.tasks() == 0 ? 0 : (int) ((long) BAR_WIDTH * progress.tasksEnded() / progress.tasks());
        return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "]";
    }

    private String pace(Progress progress) {
        double seconds = (System.nanoTime() - jobBeganNanos) / 1e9;
        if (progress.tasks() < 2 || progress.tasksEnded() == 0 || seconds < 1) {
            return progress.tasks() > 0 ? progress.tasksEnded() + "/" + progress.tasks() : "";
        }
        double rate = progress.tasksEnded() / seconds;
        long left = Math.round((progress.tasks() - progress.tasksEnded()) / rate);
        return String.format("%d/%d, %.0f/s, %d s left", progress.tasksEnded(), progress.tasks(), rate, left);
    }

    private void endLine() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private void line(String text) {
        endLine();
        out.println(text);
        out.flush();
    }
}
