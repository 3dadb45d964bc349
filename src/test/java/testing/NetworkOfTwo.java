package testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * This machine and another one, which is a network namespace, with a cable between them that loses packets when it is told to,
 * silently and in one direction or both: what is sent goes to a hardware address that nobody has. Needs root.
 */
public final class NetworkOfTwo implements AutoCloseable {

    private static final String NOBODY = "02:00:00:00:00:99";

    private final String namespace;
    private final String here;
    private final String there;
    private final String net;
    private String macHere;
    private String macThere;

    private NetworkOfTwo() {
        long number = ProcessHandle.current().pid() % 16_000;
        namespace = "muniment-" + number;
        here = "mh" + number;
        there = "mt" + number;
        net = "10." + (191 + number / 256) + "." + number % 256 + ".";
    }

    /** Left out loudly where it can't be made. */
    public static NetworkOfTwo open() throws IOException {
        Needs.program("ip");
        Needs.root();
        var network = new NetworkOfTwo();
        var said = network.run("netns", "add", network.namespace);
        Needs.that(said.isEmpty(), "network namespaces are not permitted here: " + said);
        try {
            network.lay();
        } catch (IOException | RuntimeException failure) {
            network.close();
            throw failure;
        }
        return network;
    }

    private void lay() throws IOException {
        must("link", "add", here, "type", "veth", "peer", "name", there, "netns", namespace);
        must("addr", "add", addressHere() + "/30", "dev", here);
        must("link", "set", here, "up");
        must("-n", namespace, "addr", "add", addressThere() + "/30", "dev", there);
        must("-n", namespace, "link", "set", there, "up");
        must("-n", namespace, "link", "set", "lo", "up");
        macHere = mac(run("-o", "link", "show", here));
        macThere = mac(run("-n", namespace, "-o", "link", "show", there));
        heal();
    }

    private static String mac(String line) {
        return line.replaceAll("(?s).*link/ether ([0-9a-f:]+).*", "$1");
    }

    public String addressHere() {
        return net + "1";
    }

    public String addressThere() {
        return net + "2";
    }

    /** What is to be put before a command that shall run there. */
    public String[] commandThere() {
        return new String[] {"ip", "netns", "exec", namespace};
    }

    /** Nothing that is sent from here arrives there. */
    public void loseToThere() throws IOException {
        neighbour(NOBODY);
    }

    /** Nothing that is sent from there arrives here. */
    public void loseToHere() throws IOException {
        neighbourThere(NOBODY);
    }

    public void heal() throws IOException {
        neighbour(macThere);
        neighbourThere(macHere);
    }

    private void neighbour(String mac) throws IOException {
        must("neigh", "replace", addressThere(), "lladdr", mac, "dev", here, "nud", "permanent");
    }

    private void neighbourThere(String mac) throws IOException {
        must("-n", namespace, "neigh", "replace", addressHere(), "lladdr", mac, "dev", there, "nud", "permanent");
    }

    private void must(String... arguments) throws IOException {
        var said = run(arguments);
        if (!said.isEmpty()) {
            throw new IOException("ip " + String.join(" ", arguments) + ": " + said);
        }
    }

    private String run(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.onExit().join();
        return said;
    }

    @Override
    public void close() throws IOException {
        run("netns", "del", namespace);
        run("link", "del", here);
    }
}
