package workflow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Workflows by the digest of their text, so that many transfers share one. Reading is a pure function of the text; this
 * only remembers its result. What was accepted once is not checked again: an action that is gone fails its own job.
 */
public final class KnownWorkflows {

    private static final Map<String, Workflow> BY_DIGEST = new ConcurrentHashMap<>();

    private KnownWorkflows() {}

    /** The workflow of a text that was checked when a transfer was submitted with it. */
    public static Workflow of(String digest, String text) {
        return BY_DIGEST.computeIfAbsent(digest, missing -> new WorkflowReader(Set.of()).accepted(text));
    }

    /** The same, without its text; empty when nobody in this process has asked for it with its text yet. */
    public static Optional<Workflow> find(String digest) {
        return Optional.ofNullable(BY_DIGEST.get(digest));
    }
}
