package dev.webshocket.tyrus;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.glassfish.grizzly.Buffer;

/**
 * Checks the head of a request before Grizzly parses it, and refuses what RFC 9112 forbids. Grizzly accepts much of
 * that and reads it in its own way, so a proxy in front of the server could see different requests than the server
 * (request smuggling).
 *
 * <p>For one thread at a time, and one request after another.
 */
final class HeadScanner {

    /**
     * How many pieces a head may arrive in. Grizzly keeps each piece in its own buffer, which takes a hundred times the
     * memory of a single byte.
     */
    static final int MOST_PIECES = 512;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final String VERSION = "HTTP/";
    private static final String HOST = "host";
    private static final String LENGTH = "content-length";
    private static final String ENCODING = "transfer-encoding";

    private enum Part {
        METHOD,
        TARGET,
        VERSION,
        LINE_FEED,
        LINE,
        NAME,
        VALUE,
        LAST_LINE_FEED,
        END
    }

    private Part part = Part.METHOD;
    private int position;
    private int pieces;
    private int length;
    private final StringBuilder name = new StringBuilder();
    /** The headers so far that define the host and the end of the request: RFC 9112, sections 3.2 and 6. */
    private final Set<String> framing = new HashSet<>();

    /**
     * Scans the bytes of a head that have arrived.
     *
     * @param bytes from the start of the head: the same bytes as before, and more
     * @return whether the head is complete; the scanner is then ready for the next one
     * @throws MalformedRequestException if the head is malformed
     */
    boolean scan(Buffer bytes) throws MalformedRequestException {
        if (++pieces > MOST_PIECES) {
            throw new MalformedRequestException("its head comes in more than " + MOST_PIECES + " pieces");
        }
        int end = bytes.limit();
        for (int i = bytes.position() + position; i < end && part != Part.END; i++) {
            read(bytes.get(i) & 0xFF);
            position++;
        }
        if (part != Part.END) {
            return false;
        }
        begin(Part.METHOD);
        position = 0;
        pieces = 0;
        framing.clear();
        return true;
    }

    private void begin(Part next) {
        part = next;
        length = 0;
    }

    private void read(int c) throws MalformedRequestException {
        switch (part) {
            case METHOD -> readMethod(c);
            case TARGET -> readTarget(c);
            case VERSION -> readVersion(c);
            case LINE_FEED -> readLineFeed(c, Part.LINE);
            case LINE -> readLine(c);
            case NAME -> readName(c);
            case VALUE -> readValue(c);
            case LAST_LINE_FEED -> readLineFeed(c, Part.END);
            case END -> throw new AssertionError();
        }
    }

    private void readMethod(int c) throws MalformedRequestException {
        if (length == 0 && c == TLS_HANDSHAKE) {
            throw new MalformedRequestException("the client speaks TLS, and this port does not: give the server an"
                    + " SSLContext, or have the client say ws:// or http://");
        }
        if (c == ' ' && length > 0) {
            begin(Part.TARGET);
        } else {
            require(isToken(c), "the method is no token");
        }
    }

    private void readTarget(int c) throws MalformedRequestException {
        if (c == ' ' && length > 0) {
            begin(Part.VERSION);
        } else {
            require(c > ' ' && c != 0x7F, "the target has a character that it may not have");
        }
    }

    private void readVersion(int c) throws MalformedRequestException {
        if (c == '\r' && length == VERSION.length() + 3) {
            begin(Part.LINE_FEED);
            return;
        }
        boolean fits = length < VERSION.length()
                ? c == VERSION.charAt(length)
                : length == VERSION.length() + 1 ? c == '.' : length < VERSION.length() + 3 && isDigit(c);
        require(fits, "the request line does not end with a version of HTTP");
    }

    private void readLineFeed(int c, Part next) throws MalformedRequestException {
        require(c == '\n', "a carriage return stands alone");
        begin(next);
    }

    private void readLine(int c) throws MalformedRequestException {
        if (c == '\r') {
            begin(Part.LAST_LINE_FEED);
            return;
        }
        require(c != ' ' && c != '\t', "a header is folded over several lines");
        begin(Part.NAME);
        name.setLength(0);
        readName(c);
    }

    private void readName(int c) throws MalformedRequestException {
        if (c == ':' && length > 0) {
            begin(Part.VALUE);
            check(name.toString().toLowerCase(Locale.ROOT));
        } else {
            require(isToken(c), "the name of a header is no token");
            name.append((char) c);
        }
    }

    /** Grizzly ignores some of these headers when they are repeated. */
    private void check(String header) throws MalformedRequestException {
        switch (header) {
            case HOST -> require(framing.add(HOST), "there are several headers Host");
            case LENGTH, ENCODING ->
                require(
                        !framing.contains(LENGTH) && !framing.contains(ENCODING) && framing.add(header),
                        "there are several headers Content-Length or Transfer-Encoding");
            default -> {}
        }
    }

    private void readValue(int c) throws MalformedRequestException {
        if (c == '\r') {
            begin(Part.LINE_FEED);
        } else {
            require(c != '\n', "a line feed stands alone");
            require((c >= ' ' && c != 0x7F) || c == '\t', "the value of a header has a control character");
        }
    }

    private void require(boolean met, String fault) throws MalformedRequestException {
        if (!met) {
            throw new MalformedRequestException(fault);
        }
        length++;
    }

    private static boolean isToken(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
