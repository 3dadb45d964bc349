package views;

import java.sql.SQLException;

/** The database did not do what was asked. Nothing of it took effect; asking again later is safe. */
public final class ViewsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    ViewsUnavailable(SQLException cause) {
        super("The database of the views failed: " + cause.getMessage(), cause);
    }
}
