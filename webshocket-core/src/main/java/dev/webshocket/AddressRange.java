package dev.webshocket;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of network addresses, for {@link WebshocketSettings#trustedProxies()}. Immutable.
 *
 * @param first the first address of the range; an IPv4-mapped IPv6 address counts as the IPv4 address
 * @param prefix the number of leading bits that all addresses of the range share: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressRange(InetAddress first, int prefix) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    /**
     * Makes a range. {@link #of} makes one from text.
     *
     * @throws IllegalArgumentException if the prefix is out of bounds
     */
    public AddressRange {
        byte[] bytes = first.getAddress();
        if (prefix < 0 || prefix > bytes.length * 8) {
            throw new IllegalArgumentException(
                    "the prefix of " + first.getHostAddress() + " must be 0 to " + bytes.length * 8);
        }
        first = address(masked(bytes, prefix));
    }

    /**
     * Parses a range. Never looks up a host name.
     *
     * @param text an IPv4 or IPv6 address such as {@code 10.1.2.3} or {@code 2001:db8::1}, or a range in CIDR notation
     *     such as {@code 10.0.0.0/8}
     * @return the range; without a prefix in the text, a range of this one address
     * @throws IllegalArgumentException if the text is neither
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = parse(slash < 0 ? text : text.substring(0, slash));
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        if (address == null || (slash >= 0 && !PREFIX.matcher(prefix).matches())) {
            throw new IllegalArgumentException(
                    '"' + text + "\" is no address or range such as 10.1.2.3, 10.0.0.0/8 or 2001:db8::/32");
        }
        return new AddressRange(address, slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(prefix));
    }

    /**
     * Tells whether an address is in the range.
     *
     * @param address any address
     * @return whether it is; an IPv4 address is never in an IPv6 range, nor the other way round
     */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] own = first.getAddress();
        return bytes.length == own.length && Arrays.equals(masked(bytes, prefix), own);
    }

    /** Returns the range in CIDR notation. */
    @Override
    public String toString() {
        return first.getHostAddress() + '/' + prefix;
    }

    private static InetAddress parse(String text) {
        boolean v4 = IPV4.matcher(text).matches();
        if (!v4 && !(text.indexOf(':') >= 0 && IPV6.matcher(text).matches())) {
            return null;
        }
        try {
            // The brackets force an IPv6 literal, so that the JDK never looks up a name.
            return InetAddress.getByName(v4 ? text : '[' + text + ']');
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] result = address.clone();
        for (int i = 0; i < result.length; i++) {
            int kept = Math.max(0, Math.min(8, prefix - 8 * i));
            result[i] = (byte) (result[i] & (0xff00 >> kept));
        }
        return result;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
