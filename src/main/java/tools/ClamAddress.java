package tools;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Where a clamd listens. The text is kept as it was given, for messages. */
public record ClamAddress(String text) {

    private static final int USUAL_PORT = 3310;

    public ClamAddress {
        parse(text); // a bad setting is told at the start, not at the first file
    }

    /** Looks a host name up each time: it may be another machine after a restart. */
    SocketAddress socketAddress() {
        return parse(text);
    }

    private static SocketAddress parse(String text) {
        if (text.startsWith("/")) {
            return UnixDomainSocketAddress.of(text);
        }
        int colon = text.lastIndexOf(':');
        boolean isBareHost = colon < 0 || text.endsWith("]");
        var host = isBareHost ? text : text.substring(0, colon);
        try {
            int port = isBareHost ? USUAL_PORT : Integer.parseInt(text.substring(colon + 1));
            if (host.isBlank() || (host.contains(":") && !host.startsWith("["))) {
                throw new IllegalArgumentException("no host");
            }
            return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "not an address of clamd: \"" + text
                            + "\"; give host:port, [IPv6]:port or a socket's absolute path",
                    bad);
        }
    }
}
