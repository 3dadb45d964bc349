package app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What a command of the client exited with and said. */
record ClientRun(int exit, String out, String err) {

    static ClientRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.line(arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new ClientRun(exit, out.toString(), err.toString());
    }

    /** Asking this service. */
    static ClientRun against(FakeService service, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", service.url()));
        return of(all.toArray(String[]::new));
    }
}
