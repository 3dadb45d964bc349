package http.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/**
 * Where a request comes from, for counting tries.
 *
 * @param behindProxy whether all requests come by a proxy of ours, which adds who asked it to X-Forwarded-For
 */
public record ClientAddress(boolean behindProxy) {

    private static final int NETWORK_BYTES = 8;
    private static final Pattern NUMERIC = Pattern.compile(
            "((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)([.](?!$)|$)){4}|(?=.{2,45}$)[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** An address; of IPv6 the first half, which is what one customer of a provider has. */
    public String of(HttpRequest request) {
        if (behindProxy) {
            var forwarded = request.getHeader("X-Forwarded-For").map(HttpHeader::value);
            if (forwarded.isPresent()) {
                var chain = forwarded.get().split(",", -1);
                return numeric(chain[chain.length - 1].strip()); // what stands before it, anybody may have written
            }
        }
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .map(ClientAddress::text)
                .orElse("unknown");
    }

    private static String numeric(String text) {
        if (!NUMERIC.matcher(text).matches()) { // else it would be looked up as a name
            return "unknown";
        }
        try {
            return text(InetAddress.getByName(text));
        } catch (UnknownHostException noAddress) {
            return "unknown";
        }
    }

    private static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        var network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible); // it has as many bytes as before
        }
    }
}
