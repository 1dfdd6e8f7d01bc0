package dev.webshocket.internal.endpoint;

import dev.webshocket.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the addresses that proxies have written into a request, one for each, the client's first. */
final class ForwardedHops {

    /** Elements and their parameters: any text without separators, or quoted text, which may have them; RFC 7239, section 4. */
    private static final Pattern ELEMENT = Pattern.compile("((?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\",])*+)(?:,|$)");

    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);
    private static final Pattern V4_WITH_PORT = Pattern.compile("([0-9.]+)(?::\\d+)?");
    private static final Pattern V6_WITH_PORT = Pattern.compile("\\[([^\\]]*)\\](?::\\d+)?");

    private ForwardedHops() {}

    /** Reads {@code X-Forwarded-For}; a hop that is not an address is empty. */
    static List<Optional<InetAddress>> ofXForwardedFor(List<String> values) {
        List<Optional<InetAddress>> hops = new ArrayList<>();
        for (String value : values) {
            for (String hop : value.split(",", -1)) {
                hops.add(address(hop.strip()));
            }
        }
        return hops;
    }

    /** Reads {@code Forwarded}; a hop that is hidden, unknown or not said is empty. */
    static List<Optional<InetAddress>> ofForwarded(List<String> values) {
        List<Optional<InetAddress>> hops = new ArrayList<>();
        for (String value : values) {
            Matcher element = ELEMENT.matcher(value);
            int end = 0;
            while (end < value.length() && element.region(end, value.length()).lookingAt()) {
                hops.add(hop(element.group(1)));
                end = element.end();
            }
            if (end < value.length()) {
                // An open quote of the client must not hide the addresses that proxies have added after it.
                hops.add(Optional.empty());
            }
        }
        return hops;
    }

    private static Optional<InetAddress> hop(String element) {
        Matcher hop = FOR.matcher(element);
        return hop.find() ? address(hop.group(1) == null ? hop.group(2) : hop.group(1)) : Optional.empty();
    }

    /** Reads an address, which may have a port, brackets and a zone. */
    static Optional<InetAddress> address(String text) {
        Matcher v4 = V4_WITH_PORT.matcher(text);
        Matcher v6 = V6_WITH_PORT.matcher(text);
        String bare = v4.matches() ? v4.group(1) : v6.matches() ? v6.group(1) : text;
        int zone = bare.indexOf('%');
        String address = zone < 0 ? bare : bare.substring(0, zone);
        if (address.indexOf('/') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(AddressRange.of(address).first());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Removes the network interface, which does not distinguish clients. */
    static InetAddress withoutZone(InetAddress address) {
        return address(address.getHostAddress()).orElse(address);
    }
}
