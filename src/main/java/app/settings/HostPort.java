package app.settings;

/** Where another node listens. An IPv6 address stands without brackets here. */
public record HostPort(String host, int port) {

    /** From {@code HOST:PORT} or {@code [IPV6]:PORT}; the setting's name is for the complaint. */
    public static HostPort of(String text, String setting) {
        int colon = text.lastIndexOf(':');
        var host = colon < 0 ? "" : text.substring(0, colon);
        var port = text.substring(colon + 1);
        boolean bracketed = host.matches("\\[[0-9A-Fa-f:.]+\\]");
        if ((!bracketed && !host.matches("[A-Za-z0-9._-]+"))
                || !port.matches("\\d{1,5}")
                || Integer.parseInt(port) < 1
                || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    setting + " is HOST:PORT, such as 192.0.2.1:25520, not \"" + text + "\"");
        }
        return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /** As it is written in settings. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
