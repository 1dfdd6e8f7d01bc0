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
 * Decides by the header {@code Origin} whether a page may connect (RFC 6455, sections 4.2.2 and 10.2): a browser sends with
 * a handshake who the user is, whatever page asks for it. Immutable.
 *
 * <p>The engine asks it for each connection and closes those that may not with 1008. A platform that can answer a handshake
 * with 403 asks it before.
 *
 * @param allowed the origins of other sites, as {@link WebshocketSettings#allowedOrigins()} has them
 * @param trustedProxies whose word on the host that the client asked for counts
 */
public record OriginRule(List<String> allowed, List<AddressRange> trustedProxies) {

    private static final System.Logger EACH = System.getLogger("dev.webshocket.calls");

    /**
     * Makes the rule that settings ask for.
     *
     * @param settings of the application
     * @return the rule
     */
    public static OriginRule of(WebshocketSettings settings) {
        return new OriginRule(settings.allowedOrigins(), settings.trustedProxies());
    }

    /**
     * Decides on a handshake.
     *
     * @param headers gives the values of a header of the handshake, by name; empty for one that it does not have
     * @param secure whether the connection uses TLS, as far as the server sees
     * @param peer the other end of the connection, empty where it is not known
     * @return true without an {@code Origin}, since no browser sent it; if the origin is allowed; or if it has the host and
     *     the port that the client asked for, and TLS where the connection has
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
     * Logs that a page was turned away, with its origin and how to allow it; each one at DEBUG, by the logger {@code
     * dev.webshocket.calls}.
     *
     * @param log takes it, at most once a second
     * @param headers gives the values of a header of the handshake, as for {@link #allows}
     */
    public void logRefusal(SampledLog log, Function<String, List<String>> headers) {
        EACH.log(
                Level.DEBUG,
                () -> "WEBSHOCKET-0245: refused origin=" + quoted(headers, "Origin") + " host="
                        + quoted(headers, "Host"));
        log.event(
                Level.INFO,
                "WEBSHOCKET-0239: a page of an origin that may not connect was turned away; where that page is yours, add its"
                        + " origin to the setting allowedOrigins, or to trustedProxies the proxy that hides the host from"
                        + " the server",
                () -> "the origin is " + LogText.of(String.join(", ", headers.apply("Origin")))
                        + ", and the host that was asked for " + LogText.of(String.join(", ", headers.apply("Host"))));
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
        // A page that came without TLS may be anybody's. The other way round TLS ends at a proxy.
        if (!scheme.equals("https") && !(scheme.equals("http") && !secure)) {
            return false;
        }
        String usualPort = scheme.equals("https") ? ":443" : ":80";
        String authority = without(usualPort, origin.substring(colon + 3));
        return hosts(headers, peer).anyMatch(host -> without(usualPort, host).equals(authority));
    }

    /** Returns the hosts that the client may have asked for; no page can make a browser send another one. */
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
