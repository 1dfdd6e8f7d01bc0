package dev.webshocket.internal.endpoint;

import dev.webshocket.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the client behind proxies. Each proxy adds to a header where it was connected from, at the end; what stands
 * before the first one's word may be anything, for the client sends it.
 *
 * @param trusted the proxies that are believed
 */
record ClientAddress(List<AddressRange> trusted) {

    /**
     * Finds the client.
     *
     * @param peer the other end of the connection
     * @param headers those of the handshake
     * @return the last hop that is no trusted proxy, or where that is not known the last proxy that is; empty where the
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
        // A proxy that writes one of them passes the other on as the client sent it, and there is no telling which it
        // is.
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
