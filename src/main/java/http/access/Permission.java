package http.access;

import accounts.AccessRole;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an endpoint asks of its caller. Which roles have it is in {@link RoleTable}. */
public enum Permission {
    /** Nobody has to say who they are: whether the service lives, its document, the way in. */
    OPEN,
    /** One's own name and roles; whoever is known has it. */
    ONESELF,
    /** Transfers with their jobs, tasks and files, and what happens to them. */
    READ,
    /** Nodes, workers, queues. */
    READ_CLUSTER,
    /** Figures for those who watch many services. */
    READ_METRICS,
    /** The journal of a transfer as sentences, and what the transfer was at any moment. */
    READ_HISTORY,
    /** Stored packages and their METS files, which hold what people gave into keeping. */
    DOWNLOAD,
    /** Transfers of one's own: from a source or by upload. */
    SUBMIT,
    /** What becomes of a transfer: choices, and failed tasks that are let be. */
    DECIDE,
    /** How the work on a transfer goes on: retry, pause, resume, priority, cancel. */
    STEER,
    /** Which workers work, and what is rebuilt. */
    RUN_CLUSTER,
    /** Whether anybody has changed the record. */
    AUDIT,
    /** Users, their roles and passwords, keys. */
    MANAGE_ACCOUNTS;

    /** As {@code openapi.yaml} writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether one of these roles has it. Open is for all. */
    public boolean isGivenTo(Set<AccessRole> some) {
        return this == OPEN || some.stream().anyMatch(RoleTable.with(this)::contains);
    }

    /** The roles that have it, for people: {@code archivist or administrator}. */
    public String rolesText() {
        return RoleTable.with(this).stream().map(AccessRole::label).collect(Collectors.joining(" or "));
    }
}
