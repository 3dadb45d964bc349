package accounts;

import java.sql.SQLException;

/** The database did not do what was asked. Nothing of it took effect; asking again later is safe. */
public final class AccountsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    AccountsUnavailable(SQLException cause) {
        super("the database of the accounts failed: " + cause.getMessage(), cause);
    }
}
