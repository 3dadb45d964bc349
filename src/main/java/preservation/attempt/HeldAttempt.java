package preservation.attempt;

import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * An attempt on a workbench, as it is seen from outside.
 *
 * @param slots where it waits or runs
 * @param atWork true while its action runs; false while it waits for a slot, and when only its results are left
 * @param held since it was taken on
 * @param leaseLeft until it is given up unless somebody renews its lease; negative when that has run out
 * @param open tasks that have brought nothing yet
 * @param kept results that nobody has stored yet
 */
public record HeldAttempt(
        AttemptOrder order,
        ExecutorService slots,
        boolean atWork,
        Duration held,
        Duration leaseLeft,
        int open,
        int kept) {}
