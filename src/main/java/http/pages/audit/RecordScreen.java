package http.pages.audit;

import audit.HeadFile.LogState;
import audit.Verification;
import java.util.Optional;

/**
 * The whole record.
 *
 * @param running the verification that goes on
 * @param exporting whether heads are exported when all agrees
 * @param log how far the log of heads has got
 */
public record RecordScreen(
        Optional<Verification> running, Optional<VerdictText> verdict, boolean exporting, Optional<LogState> log) {}
