package dev.webshocket.internal.client;

import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.internal.bridge.UnsupportedProtocolException;
import dev.webshocket.internal.container.HandshakeEndedException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Explains why a connection could not be made: {@code WEBSHOCKET-0300} to {@code WEBSHOCKET-0309}. */
final class ConnectFailures {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_CHAIN = 20;

    private final URI uri;
    private final Function<Throwable, OptionalInt> refusal;

    /**
     * Explains the failures of one client.
     *
     * @param uri where it connects to
     * @param refusal finds the HTTP status of a refused handshake
     */
    ConnectFailures(URI uri, Function<Throwable, OptionalInt> refusal) {
        this.uri = uri;
        this.refusal = refusal;
    }

    /** Returns where the service is, without what must not stand in logs: user and query, in which tokens often are. */
    String place() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    ConnectionFailedException headers(Throwable failure) {
        return new ConnectionFailedException(
                "WEBSHOCKET-0306",
                "the headers for the handshake with " + place() + " could not be got: " + failure,
                true,
                failure);
    }

    ConnectionFailedException timedOut(Duration timeout) {
        return new ConnectionFailedException(
                "WEBSHOCKET-0301",
                place() + " did not answer within " + timeout.toMillis() + " ms"
                        + (isSecure() ? "; see that it speaks TLS there" : ""),
                true,
                null);
    }

    /**
     * Explains a connection that ended before it could be used.
     *
     * @param how it ended
     * @param isTransient whether the close code lets the client come back
     */
    ConnectionFailedException turnedAway(String how, boolean isTransient) {
        return new ConnectionFailedException(
                "WEBSHOCKET-0307", "the connection to " + place() + " ended at once (" + how + ")", isTransient, null);
    }

    /** Explains what the container, or the application's supplier of headers, threw. */
    ConnectionFailedException explain(Throwable failure) {
        if (failure instanceof ConnectionFailedException explained) {
            return explained;
        }
        if (failure instanceof UnsupportedProtocolException) {
            return new ConnectionFailedException(
                    "WEBSHOCKET-0304", place() + " is a WebSocket, but does not speak webshocket.v1", false, failure);
        }
        OptionalInt status = refusal.apply(failure);
        if (status.isPresent()) {
            return refused(status.getAsInt(), failure);
        }
        Optional<HandshakeEndedException> ended = find(failure, HandshakeEndedException.class);
        if (ended.isPresent()) {
            return ended(ended.get());
        }
        return certificate(failure).or(() -> tls(failure)).orElseGet(() -> unreachable(failure));
    }

    private ConnectionFailedException refused(int status, Throwable failure) {
        boolean permanent = status == UNAUTHORIZED || status == FORBIDDEN;
        String why = permanent ? "; the client is not allowed to connect" : "";
        if (status == BAD_REQUEST && !isSecure()) {
            why = "; use wss:// if the server speaks TLS";
        }
        return new ConnectionFailedException(
                "WEBSHOCKET-0303", place() + " refuses the handshake with status " + status + why, !permanent, failure);
    }

    private ConnectionFailedException ended(HandshakeEndedException ended) {
        return switch (ended.why()) {
            case SPEAKS_TLS ->
                new ConnectionFailedException(
                        "WEBSHOCKET-0309",
                        place() + " speaks TLS; say wss:// in place of ws://, or use its port without TLS",
                        false,
                        ended);
            case SPEAKS_NO_TLS ->
                new ConnectionFailedException(
                        "WEBSHOCKET-0308",
                        place() + " speaks no TLS; say ws:// in place of wss://, or use its port for TLS",
                        false,
                        ended);
            case UNANSWERED ->
                isSecure()
                        ? noTls("it ended the connection before it answered", ended)
                        : unreachable(
                                "it ended the connection before it answered; where it speaks TLS, say wss://", ended);
        };
    }

    private boolean isSecure() {
        return "wss".equals(uri.getScheme());
    }

    private Optional<ConnectionFailedException> certificate(Throwable failure) {
        Optional<String> fault = find(failure, CertificateExpiredException.class)
                .map(e -> "has expired (" + e.getMessage() + ")")
                .or(() -> find(failure, CertificateNotYetValidException.class)
                        .map(e -> "is not valid yet (" + e.getMessage() + ")"))
                .or(() -> find(failure, CertPathBuilderException.class)
                        .map(e -> "is signed by nobody whom this client trusts, as a self-signed one is; trust it by"
                                + " sslContext(...) (" + e.getMessage() + ")"))
                .or(() -> find(failure, CertificateException.class)
                        .filter(e -> e.getMessage() != null && e.getMessage().startsWith("No "))
                        .map(e -> "is for another host than " + uri.getHost() + " (" + e.getMessage() + ")"))
                .or(() -> find(failure, CertificateException.class).map(e -> "cannot be trusted: " + e.getMessage()));
        return fault.map(what -> new ConnectionFailedException(
                ConnectionFailedException.UNTRUSTED_CERTIFICATE,
                "the certificate of " + uri.getHost() + " " + what,
                false,
                failure));
    }

    private Optional<ConnectionFailedException> tls(Throwable failure) {
        return find(failure, SSLException.class).map(e -> noTls(e.getMessage(), failure));
    }

    private ConnectionFailedException noTls(String why, Throwable failure) {
        return new ConnectionFailedException(
                "WEBSHOCKET-0305",
                "no TLS with " + place() + ": " + why
                        + "; see that the server speaks TLS there, and that it accepts this client's certificate where it"
                        + " asks for one",
                true,
                failure);
    }

    private ConnectionFailedException unreachable(Throwable failure) {
        if (find(failure, ConnectException.class).isPresent()) {
            return unreachable("nobody listens there", failure);
        }
        if (find(failure, UnresolvedAddressException.class).isPresent()
                || find(failure, UnknownHostException.class).isPresent()) {
            return unreachable("there is no such host", failure);
        }
        return unreachable(rootOf(failure).toString(), failure);
    }

    private ConnectionFailedException unreachable(String why, Throwable failure) {
        return new ConnectionFailedException("WEBSHOCKET-0300", place() + " cannot be reached: " + why, true, failure);
    }

    private static <E extends Throwable> Optional<E> find(Throwable failure, Class<E> type) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; root.getCause() != null && i < LONGEST_CHAIN; i++) {
            root = root.getCause();
        }
        return root;
    }
}
