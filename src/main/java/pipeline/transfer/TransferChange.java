package pipeline.transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.DatedFinding;
import model.Product;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.JobClosed;

/** The next state of an active transfer in the making. */
final class TransferChange {
    private final ActiveTransfer before;
    long epoch;
    Whereabouts whereabouts;
    Map<String, ChoiceMade> made;
    int jobsOpened;
    List<Product> products;
    List<DatedFinding> findings;
    Optional<JobClosed> lastClosed;
    Optional<FailedStep> failed;
    Orders orders;

    TransferChange(ActiveTransfer before) {
        this.before = before;
        epoch = before.epoch();
        whereabouts = before.whereabouts();
        made = before.made();
        jobsOpened = before.jobsOpened();
        products = before.products();
        findings = before.findings();
        lastClosed = before.lastClosed();
        failed = before.failed();
        orders = before.orders();
    }

    ActiveTransfer done() {
        return new ActiveTransfer(
                before.submission(),
                before.workflow(),
                before.submitCommandId(),
                epoch,
                whereabouts,
                made,
                jobsOpened,
                products,
                findings,
                lastClosed,
                failed,
                orders);
    }
}
