package app.access;

import accounts.Accounts;
import accounts.Sessions;
import app.AtDatabase;
import app.Settings;
import java.io.Closeable;
import java.time.Clock;

/** The accounts of an installation, whether its service runs or not, or was ever started. */
record OpenAccounts(AtDatabase database, Accounts accounts) implements Closeable {

    static OpenAccounts of(Settings settings, String command) {
        var database = AtDatabase.openOrBegin(settings, command);
        var access = settings.access();
        var limits = new Sessions.Limits(access.idle(), access.longest());
        return new OpenAccounts(database, Accounts.in(database.source(), limits, Clock.systemUTC()));
    }

    @Override
    public void close() {
        database.close();
    }
}
