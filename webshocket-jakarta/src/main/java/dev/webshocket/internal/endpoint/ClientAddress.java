package dev.webshocket.internal.endpoint;

import dev.webshocket.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the client behind proxies. Each proxy appends the address of its peer to a header. Addresses before the first proxy's
 * come from the client, and may be forged.
 *
 * @param trusted the trusted proxies
 */
record ClientAddress(List<AddressRange> trusted) {

    /**
     * Finds the client.
     *
     * @param peer the other end of the connection
     * @param headers of the handshake
     * @return the last hop that is not a trusted proxy, or the nearest known proxy if that hop is not known; empty if the
     *     peer is not known
     */
    Optional<InetAddress> of(Optional<InetAddress> peer, Map<String, List<String>> headers) {
        if (peer.isEmpty() || !isTrusted(peer.get())) {
            return peer;
        }
        List<String> standard = headers.getOrDefault("Forwarded", List.of());
        List<String> usual = headers.getOrDefault("X-Forwarded-For", List.of());
        InetAddress byStandard = behind(peer.get(), ForwardedHops.ofForwarded(standard));
        InetAddress byUsual = behind(peer.get(), ForwardedHops.ofXForwardedFor(usual));
        if (standard.isEmpty() || usual.isEmpty()) {
            return Optional.of(standard.isEmpty() ? byUsual : byStandard);
        }
        // A proxy writes one of the headers and forwards the other as the client sent it. Which one is trustworthy is
        // not known.
        return Optional.of(byStandard.equals(byUsual) ? byStandard : peer.get());
    }

    private InetAddress behind(InetAddress peer, List<Optional<InetAddress>> hops) {
        InetAddress last = peer;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(last) && hops.get(i).isPresent(); i--) {
            last = hops.get(i).get();
        }
        return last;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
