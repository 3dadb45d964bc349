package audit;

/** The record can't be read now; nothing is wrong with it for that reason. */
public final class AuditUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AuditUnavailable(Throwable cause) {
        super(cause);
    }
}
