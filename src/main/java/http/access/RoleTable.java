package http.access;

import static accounts.AccessRole.ADMINISTRATOR;
import static accounts.AccessRole.ARCHIVIST;
import static accounts.AccessRole.AUDITOR;
import static accounts.AccessRole.OPERATOR;
import static accounts.AccessRole.VIEWER;
import static java.util.Map.entry;

import accounts.AccessRole;
import java.util.List;
import java.util.Map;

/** Who may do what: the one table of it, for the API and the pages. docs/access.md shows it to people. */
final class RoleTable {

    private static final Map<Permission, List<AccessRole>> TABLE = Map.ofEntries(
            entry(Permission.ONESELF, all()),
            entry(Permission.READ, all()),
            entry(Permission.READ_CLUSTER, all()),
            entry(Permission.READ_METRICS, all()),
            entry(Permission.READ_HISTORY, these(ARCHIVIST, OPERATOR, ADMINISTRATOR, AUDITOR)),
            entry(Permission.DOWNLOAD, these(ARCHIVIST, ADMINISTRATOR, AUDITOR)),
            entry(Permission.SUBMIT, these(ARCHIVIST, ADMINISTRATOR)),
            entry(Permission.DECIDE, these(ARCHIVIST, ADMINISTRATOR)),
            entry(Permission.STEER, these(ARCHIVIST, OPERATOR, ADMINISTRATOR)),
            entry(Permission.RUN_CLUSTER, these(OPERATOR, ADMINISTRATOR)),
            entry(Permission.AUDIT, these(ADMINISTRATOR, AUDITOR)),
            entry(Permission.MANAGE_ACCOUNTS, these(ADMINISTRATOR)));

    private RoleTable() {}

    /** The roles that have a permission; what is open is in no role's gift. */
    static List<AccessRole> with(Permission permission) {
        return TABLE.getOrDefault(permission, List.of());
    }

    private static List<AccessRole> all() {
        return these(VIEWER, ARCHIVIST, OPERATOR, ADMINISTRATOR, AUDITOR);
    }

    private static List<AccessRole> these(AccessRole... roles) {
        return List.of(roles);
    }
}
