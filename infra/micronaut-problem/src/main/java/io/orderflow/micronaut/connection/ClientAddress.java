package io.orderflow.micronaut.connection;

import io.micronaut.http.HttpRequest;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: the other end of the connection, or, if that is one of the configured proxies, the client that it
 * names.
 *
 * <p>A proxy adds at the end what it has seen itself. So the right-most entry of the last header line is believed, and no other: what stands
 * before it is what the client sent. If it is no address, the request is the proxy's own.
 */
@Singleton
public final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private final Proxies proxies;
    private final String header;

    ClientAddress(Proxies proxies, ConnectionLimits limits) {
        this.proxies = proxies;
        this.header = limits.addressHeader();
    }

    /** To count by: an IPv4 address, or the /64 network of an IPv6 address, all of which one client may have. */
    public String of(HttpRequest<?> request) {
        var remote = request.getRemoteAddress();
        if (remote.getAddress() == null) {
            return remote.getHostString();
        }
        if (proxies.include(remote)) {
            var lines = request.getHeaders().getAll(header);
            @Nullable InetAddress said = lines.isEmpty() ? null : rightMost(lines.getLast());
            if (said != null) {
                return counted(said);
            }
        }
        return counted(remote.getAddress());
    }

    static String counted(InetSocketAddress address) {
        return address.getAddress() == null ? address.getHostString() : counted(address.getAddress());
    }

    private static String counted(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an address", impossible);
        }
    }

    /** {@code 203.0.113.7}, {@code 203.0.113.7:4711}, {@code 2001:db8::7}, {@code [2001:db8::7]:4711}; null for anything else. */
    private static @Nullable InetAddress rightMost(String line) {
        String entry = line.substring(line.lastIndexOf(',') + 1).strip();
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            return end > 0 && isPort(entry.substring(end + 1)) ? parsed(entry.substring(1, end)) : null;
        }
        int colon = entry.indexOf(':');
        if (colon >= 0 && colon == entry.lastIndexOf(':')) {
            return isPort(entry.substring(colon)) ? parsed(entry.substring(0, colon)) : null;
        }
        return parsed(entry);
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || text.matches(":[0-9]{1,5}");
    }

    /** Never looks a name up. */
    private static @Nullable InetAddress parsed(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Netty took this for an address: " + text, impossible);
        }
    }
}
