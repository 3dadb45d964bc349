package tools;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A JVM of its own for {@link ProcessTreeTest}: runs a tool with a tree, tells the tree's numbers, and waits to be killed. */
final class ToolOwner {

    /** Prints the numbers of a child, of one in a session of its own, and of itself; then runs on. */
    static final String TREE = "sleep 600 & echo $!; setsid sleep 600 & echo $!; echo $$; wait";

    private ToolOwner() {}

    public static void main(String[] arguments) throws Exception {
        var runner = ToolRunner.start(Programs.ofThisMachine());
        var tool = runner.open(new ToolRequest(Path.of(arguments[0]), Duration.ofMinutes(10), "sh", "-c", TREE));
        var lines = new BufferedReader(new InputStreamReader(tool.stdout(), StandardCharsets.US_ASCII));
        for (int i = 0; i < 3; i++) {
            System.out.println(lines.readLine());
        }
        if (arguments.length > 1) {
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains("WatchProcess"))
                    .forEach(ProcessHandle::destroyForcibly);
        }
        System.out.println("ready");
        lines.readLine();
    }
}
