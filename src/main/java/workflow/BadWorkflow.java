package workflow;

import java.util.List;

/** A workflow or a processing configuration that must not be used. The message lists all its problems. */
public final class BadWorkflow extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadWorkflow(String what, List<String> problems) {
        super(what + " can't be used:\n  - " + String.join("\n  - ", problems));
    }
}
