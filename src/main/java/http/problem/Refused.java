package http.problem;

import java.util.Map;

/** Why a request is not carried out. Thrown wherever that shows; {@link Problems} makes the answer of it. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ProblemType type;
    private final transient Map<String, Object> more;

    /** @param detail a sentence that says what to do */
    public Refused(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /** @param more further members of the problem (RFC 9457, 3.2) */
    public Refused(ProblemType type, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.type = type;
        this.more = more;
    }

    public ProblemType type() {
        return type;
    }

    Map<String, Object> more() {
        return more;
    }
}
