package views;

import java.sql.SQLException;
import model.TransferId;

/** The database did not do what was asked. Nothing of it took effect; asking again later is safe. */
public final class ViewsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    ViewsUnavailable(SQLException cause) {
        super("The database of the views failed: " + cause.getMessage(), cause);
    }

    private ViewsUnavailable(String message) {
        super(message);
    }

    /** Somebody makes the views of this transfer anew; who wants to add to them asks again. */
    static ViewsUnavailable beingRebuilt(TransferId transfer) {
        return new ViewsUnavailable("The views of transfer " + transfer + " are being rebuilt.");
    }
}
