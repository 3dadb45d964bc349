package tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one watch process beside this JVM for as long as it has tools to run, and starts another should that one die. The
 * watch process kills our tools when we are gone; it is not what kills a tool that we give up ourselves.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final String mark;
    private final List<String> session;
    private Process process;
    private boolean closed;

    Watch(Owner owner, List<String> session) {
        this.mark = owner.mark();
        this.session = session;
    }

    /** Before every start of a tool: a tool without a watch could outlive us. */
    synchronized void ensure() throws IOException {
        if (closed) {
            throw new IOException("no tool is started any more: this process is shutting down");
        }
        if (process != null && process.isAlive()) {
            return;
        }
        if (process != null) {
            LOG.warn("the process that watches over our tools had died; another one takes its place");
        }
        process = start();
    }

    private Process start() throws IOException {
        var arguments = new ArrayList<>(session);
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(List.of("-Xmx16m", "-Xss256k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        arguments.addAll(List.of("-XX:-UsePerfData", "-Xshare:auto", "-cp", ownClasses()));
        arguments.addAll(List.of(WatchProcess.class.getName(), mark));
        var builder = new ProcessBuilder(arguments)
                .directory(Path.of("/").toFile()) // it must not hold a file system that somebody wants to unmount
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return builder.start();
    }

    private static String ownClasses() {
        try {
            return Path.of(WatchProcess.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ends the watch process, which kills what is still running on its way out. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
