package app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import preservation.attempt.Actions;
import preservation.attempt.ApartProcess;

/** The main class of the process that a suspected task gets to itself. It is told only what actions need. */
public final class ApartMain {

    private static final int ORPHANED = 71;

    private ApartMain() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.alone(System.getenv());
        carryOut(
                arguments,
                () -> ActionCatalogue.of(settings, Toolbox.open(settings), Version.software(), Clock.systemUTC()));
    }

    /**
     * Carries an errand out with these actions and ends the process, whose output belongs to its parent. It ends as well when
     * its input does, for then its parent is gone.
     *
     * @param arguments of its {@code main} method
     */
    public static void carryOut(String[] arguments, Callable<Actions> actions) throws Exception {
        var parent = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // libraries print
        endWithInput(System.in);
        Runtime.getRuntime().halt(ApartProcess.run(Path.of(arguments[0]), parent, actions));
    }

    private static void endWithInput(InputStream in) {
        var thread = new Thread(
                () -> {
                    try {
                        while (in.read() >= 0) {
                            // Nothing is ever said; only the end means something.
                        }
                    } catch (IOException closed) {
                        // As good as the end.
                    }
                    Runtime.getRuntime().halt(ORPHANED);
                },
                "parent");
        thread.setDaemon(true);
        thread.start();
    }
}
