package http.audit;

import audit.Verifications;
import audit.history.ReadHistory;

/** What the record can be asked. */
public record Trail(ReadHistory history, Verifications verifications) {}
