package dev.webshocket.tyrus;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.Protocol;

/**
 * Grizzly's HTTP codec. It answers requests that a proxy could interpret differently with 400, and logs one line. It
 * handles only heads of requests, never WebSocket frames.
 */
final class StrictHttpCodec extends HttpServerFilter {

    private static final int LONGEST_HEAD = 16 * 1024;

    private static final Attribute<HeadScanner> SCANNER = Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(
            StrictHttpCodec.class.getName() + ".scanner", HeadScanner::new);

    /** RFC 9110, section 7.2: a host and a port, without a user. */
    private static final Pattern HOST = Pattern.compile("[\\w.~!$&'()*+,;=%:\\[\\]-]*");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private final Refusals refusals;

    // Deprecated in favour of builders that no version has. Another filter ends idle connections, so this filter's
    // limits of time and requests do not matter.
    @SuppressWarnings("deprecation")
    StrictHttpCodec(Refusals refusals) {
        super(true, LONGEST_HEAD, keepAlive(), null);
        this.refusals = refusals;
    }

    private static KeepAlive keepAlive() {
        KeepAlive keepAlive = new KeepAlive();
        keepAlive.setIdleTimeoutInSeconds(-1);
        keepAlive.setMaxRequestsCount(-1);
        return keepAlive;
    }

    @Override
    protected boolean decodeHttpPacket(FilterChainContext ctx, HttpPacketParsing packet, Buffer input) {
        try {
            // Before Grizzly, which overwrites the bytes that it reads.
            SCANNER.get(ctx.getConnection()).scan(input);
            boolean whole = super.decodeHttpPacket(ctx, packet, input);
            if (whole) {
                check((HttpRequestPacket) packet);
            }
            return whole;
        } catch (MalformedRequestException e) {
            // For heads that Grizzly accepts; the exception ends in onHttpHeaderError.
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Checks the headers for the host and the end of a request; the scanner has checked that each occurs once. */
    private static void check(HttpRequestPacket request) throws MalformedRequestException {
        require(values(request, "Host").allMatch(host -> HOST.matcher(host).matches()), "the header Host is no host");
        require(
                values(request, "Content-Length")
                        .allMatch(length -> DIGITS.matcher(length).matches()),
                "the header Content-Length is no number");
        require(
                values(request, "Transfer-Encoding")
                        .allMatch(encoding ->
                                encoding.equalsIgnoreCase("chunked") && request.getProtocol() == Protocol.HTTP_1_1),
                "the header Transfer-Encoding is not chunked alone");
    }

    private static Stream<String> values(HttpRequestPacket request, String header) {
        return Handshakes.values(request, header).stream().map(String::strip);
    }

    private static void require(boolean met, String fault) throws MalformedRequestException {
        if (!met) {
            throw new MalformedRequestException(fault);
        }
    }

    /** Sends its own answer: Grizzly's depends on how much of the request it has read. */
    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext ctx, Throwable failure) {
        String fault = failure.getCause() instanceof MalformedRequestException malformed
                ? malformed.getMessage()
                : "its head is too long, or no request of HTTP/1.0 or HTTP/1.1";
        refusals.refuse(ctx, fault, "Bad request: " + fault + "\n");
    }
}
