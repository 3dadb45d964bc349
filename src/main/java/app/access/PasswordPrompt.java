package app.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Gets a password from whoever sits there, or from standard input; never from the arguments, which everybody can see. */
final class PasswordPrompt {

    private static final int CHARACTERS_MAX = 10_000;

    private PasswordPrompt() {}

    /** Asked for twice at a terminal; else the first line of standard input. */
    static String ask(PrintWriter err) throws IOException {
        // Later Javas give a console that is no terminal; the launcher knows.
        var console = System.getProperty("muniment.terminal", "true").equals("true") ? System.console() : null;
        if (console == null) {
            return line();
        }
        err.flush();
        var first = Optional.ofNullable(console.readPassword("New password: ")).orElse(new char[0]);
        var second = Optional.ofNullable(console.readPassword("Once more: ")).orElse(new char[0]);
        if (!Arrays.equals(first, second)) {
            throw new IllegalArgumentException("the two passwords differ; start again");
        }
        return new String(first);
    }

    private static String line() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), CHARACTERS_MAX);
        var line = in.readLine();
        if (line == null) {
            throw new IllegalArgumentException(
                    "there is no password on standard input; write one line to it, or start this at a terminal");
        }
        return line;
    }
}
