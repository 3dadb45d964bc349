package checker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The checker from a terminal: {@code check-aip AIP [SOURCE]}. Exit 0 when there is nothing to say, 1 when there is. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: check-aip AIP [SOURCE]");
            return 2;
        }
        List<String> problems = args.length == 1
                ? AipCheck.problems(Path.of(args[0]))
                : AipCheck.problems(Path.of(args[0]), Path.of(args[1]));
        problems.forEach(System.out::println);
        System.out.println(problems.isEmpty() ? "The AIP is as it should be." : "The AIP is not as it should be.");
        return problems.isEmpty() ? 0 : 1;
    }
}
