package tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a Java program of our own is called that runs beside us: by the Java that runs us, in memory that is bounded. */
public final class JavaCommand {

    /** What one that has filled its heap exits with. */
    public static final int OUT_OF_MEMORY = 3;

    /** As the launcher has it: docs/decisions/0120-the-compiler-waits.md. */
    private static final List<String> SECOND_COMPILER_WAITS = List.of(
            "-XX:Tier4InvocationThreshold=30000",
            "-XX:Tier4MinInvocationThreshold=5000",
            "-XX:Tier4CompileThreshold=80000");

    private JavaCommand() {}

    /** The command as far as the options that every such program has; the caller adds to it. */
    public static List<String> withHeap(int megabytes) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        line.addAll(List.of("-XX:-UsePerfData", "-Xshare:auto", "-Djava.awt.headless=true"));
        line.addAll(SECOND_COMPILER_WAITS);
        return line;
    }

    /** The end of the command: a class of our class path that has a {@code main} method. */
    public static List<String> program(Class<?> main) {
        return List.of("-cp", System.getProperty("java.class.path"), main.getName());
    }
}
