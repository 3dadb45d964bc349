package app;

import app.settings.Role;
import java.io.Closeable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.Progress;
import views.ViewsUnavailable;

/**
 * A service that says at its beginning and at its end how many transfers are under way. It is silent where the database is
 * another's: there other nodes go on meanwhile, and their pages tell.
 *
 * @param left how many an earlier run left
 */
record UnderWay(Service service, boolean alone, int left, Consumer<String> say) implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);

    static UnderWay with(Service service, Settings settings, Consumer<String> say) {
        boolean alone = isAlone(settings);
        return new UnderWay(service, alone, alone ? leftTo(service) : 0, say);
    }

    /** A node that only works has no database at all. */
    static boolean isAlone(Settings settings) {
        return settings.database().isEmpty() && settings.node().is(Role.COORDINATOR);
    }

    private static int leftTo(Service service) {
        try {
            return count(service);
        } catch (ViewsUnavailable away) {
            LOG.debug("what an earlier run left is not known", away);
            return 0;
        }
    }

    private static int count(Service service) {
        return Progress.onTheirWay(service.node().views()).size();
    }

    void tellBeginning() {
        if (left > 0) {
            say.accept("muniment goes on with " + transfers(left) + " that an earlier run left");
        }
    }

    private void tellEnd() {
        try {
            int now = count(service);
            say.accept("muniment ends; " + (now == 0 ? "nothing is" : transfers(now)) + " left to the next start");
        } catch (ViewsUnavailable away) {
            LOG.debug("what is under way is not known", away);
        }
    }

    private static String transfers(int count) {
        return Amount.of(count, "transfer");
    }

    @Override
    public void close() {
        if (alone) {
            tellEnd();
        }
        service.close();
    }
}
