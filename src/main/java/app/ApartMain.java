package app;

import java.time.Clock;
import preservation.attempt.ApartProcess;

/** The main class of the process that a suspected task gets to itself. It is told only what actions need. */
final class ApartMain {

    private ApartMain() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.alone(System.getenv());
        ApartProcess.run(
                arguments,
                () -> ActionCatalogue.of(settings, Toolbox.open(settings), Version.software(), Clock.systemUTC()));
    }
}
