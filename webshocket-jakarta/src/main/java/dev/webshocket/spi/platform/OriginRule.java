package dev.webshocket.spi.platform;

import dev.webshocket.AddressRange;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides by the header {@code Origin} whether a page may connect (RFC 6455, sections 4.2.2 and 10.2). Without it every
 * page could connect in the user's name, since browsers send the user's cookies with every handshake. Immutable.
 *
 * <p>The engine applies it to each connection, and closes refused ones with 1008. A platform that can answer the
 * handshake with 403 applies it before.
 *
 * @param allowed the origins of other sites, see {@link WebshocketSettings#allowedOrigins()}
 * @param trustedProxies the proxies that are trusted to report the host that the client requested
 */
public record OriginRule(List<String> allowed, List<AddressRange> trustedProxies) {

    private static final System.Logger CALL_LOG = System.getLogger("dev.webshocket.calls");

    /**
     * Makes the rule of an application's settings.
     *
     * @param settings the settings
     * @return the rule
     */
    public static OriginRule of(WebshocketSettings settings) {
        return new OriginRule(settings.allowedOrigins(), settings.trustedProxies());
    }

    /**
     * Tells whether a handshake is allowed.
     *
     * @param headers returns the values of a header of the handshake by name, empty if the handshake does not have it
     * @param secure whether the connection to the server uses TLS
     * @param peer the peer address of the socket, empty if it is unknown
     * @return true if there is no {@code Origin}, since the client is not a browser; if the origin is in the list of
     *     allowed ones; or if its host and port are those that the client requested, and it uses TLS in case the
     *     connection does
     */
    public boolean allows(Function<String, List<String>> headers, boolean secure, Optional<InetAddress> peer) {
        List<String> origins = headers.apply("Origin");
        if (origins.isEmpty() || allowed.contains("*")) {
            return true;
        }
        String origin = origins.get(0).strip().toLowerCase(Locale.ROOT);
        return origins.size() == 1 && (allowed.contains(origin) || isSame(origin, headers, secure, peer));
    }

    /**
     * Logs a refused page, with its origin and how to allow it. The logger {@code dev.webshocket.calls} gets each one,
     * at level DEBUG.
     *
     * @param log gets it at most once a second
     * @param headers returns the values of a header, as for {@link #allows}
     */
    public void logRefusal(SampledLog log, Function<String, List<String>> headers) {
        CALL_LOG.log(
                Level.DEBUG,
                () -> "WEBSHOCKET-0245: refused origin=" + quoted(headers, "Origin") + " host="
                        + quoted(headers, "Host"));
        log.event(
                Level.INFO,
                "WEBSHOCKET-0239: refused a page whose origin may not connect; if the page is yours, add its origin to the"
                        + " setting allowedOrigins, or, if a proxy changes the header Host, add the proxy to"
                        + " trustedProxies",
                () -> "the origin is " + LogText.of(String.join(", ", headers.apply("Origin")))
                        + ", and the requested host is " + LogText.of(String.join(", ", headers.apply("Host"))));
    }

    private static String quoted(Function<String, List<String>> headers, String name) {
        return LogText.quoted(String.join(", ", headers.apply(name)));
    }

    private boolean isSame(
            String origin, Function<String, List<String>> headers, boolean secure, Optional<InetAddress> peer) {
        int colon = origin.indexOf("://");
        if (colon < 0) {
            return false;
        }
        String scheme = origin.substring(0, colon);
        // Anybody on the network can forge a page without TLS. In the opposite case a proxy terminates TLS.
        if (!scheme.equals("https") && !(scheme.equals("http") && !secure)) {
            return false;
        }
        String usualPort = scheme.equals("https") ? ":443" : ":80";
        String authority = without(usualPort, origin.substring(colon + 3));
        return hosts(headers, peer).anyMatch(host -> without(usualPort, host).equals(authority));
    }

    /** Returns the hosts that the client may have requested. A page cannot change the host that the browser sends. */
    private Stream<String> hosts(Function<String, List<String>> headers, Optional<InetAddress> peer) {
        boolean behindProxy = peer.isPresent() && trustedProxies.stream().anyMatch(range -> range.contains(peer.get()));
        Stream<String> forwarded = behindProxy
                ? headers.apply("X-Forwarded-Host").stream().flatMap(hosts -> Arrays.stream(hosts.split(",")))
                : Stream.empty();
        return Stream.concat(headers.apply("Host").stream(), forwarded)
                .map(host -> host.strip().toLowerCase(Locale.ROOT));
    }

    private static String without(String port, String authority) {
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
