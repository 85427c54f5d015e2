package io.orderflow.micronaut.connection;

import io.netty.handler.ipfilter.IpFilterRule;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The proxies that are trusted to name their client. */
@Singleton
final class Proxies {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final List<IpFilterRule> networks;

    Proxies(ConnectionLimits limits) {
        this.networks = limits.proxies() == null
                ? List.of()
                : limits.proxies().stream().map(Proxies::network).toList();
    }

    boolean include(InetSocketAddress address) {
        for (var network : networks) {
            if (network.matches(address)) {
                return true;
            }
        }
        return false;
    }

    private static IpFilterRule network(String text) {
        String[] parts = text.strip().split("/", 2);
        boolean isIpv4 = NetUtil.isValidIpV4Address(parts[0]);
        // Names are not looked up: a DNS answer would decide which address is believed.
        if (!isIpv4 && !NetUtil.isValidIpV6Address(parts[0])) {
            throw malformed(text, null);
        }
        try {
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : isIpv4 ? IPV4_BITS : IPV6_BITS;
            return new IpSubnetFilterRule(parts[0], bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException malformed) {
            throw malformed(text, malformed);
        }
    }

    private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "connections.proxies takes addresses and networks such as 10.1.2.3 and 10.1.0.0/16; got " + text,
                cause);
    }
}
