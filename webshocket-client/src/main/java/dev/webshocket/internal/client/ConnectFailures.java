package dev.webshocket.internal.client;

import static dev.webshocket.internal.client.Causes.find;
import static dev.webshocket.internal.client.Causes.rootOf;

import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.internal.client.socket.RefusedCredentialsException;
import dev.webshocket.internal.client.socket.UnsupportedProtocolException;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Explains why a connection could not be made: {@code WEBSHOCKET-0300} to {@code WEBSHOCKET-0309}. */
final class ConnectFailures {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int SWITCHING_PROTOCOLS = 101;
    /** The first byte of a TLS alert, with which a TLS server refuses a plain request: RFC 8446, section 5.1. */
    private static final char TLS_ALERT = 21;

    private static final String ENDED = "it ended the connection before it answered";

    private final URI uri;
    private final Duration timeout;
    private final List<String> offered;

    /**
     * Explains the failures of one client.
     *
     * @param uri where it connects to
     * @param timeout how long an attempt may take
     * @param offered the subprotocols that it offers
     */
    ConnectFailures(URI uri, Duration timeout, List<String> offered) {
        this.uri = uri;
        this.timeout = timeout;
        this.offered = offered;
    }

    /** Returns the URI of the service for messages, without user and query: they may hold tokens, which must not be logged. */
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

    ConnectionFailedException credentials(Throwable failure) {
        return new ConnectionFailedException(
                "WEBSHOCKET-0341", "the credential for " + place() + " could not be got: " + failure, true, failure);
    }

    ConnectionFailedException timedOut() {
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
     * @param isTransient whether the client may reconnect after this close code
     */
    ConnectionFailedException turnedAway(SessionEnd end, boolean isTransient) {
        String how = ClientFailures.describe(end);
        if (!end.local() && end.code() == CloseStatus.CREDENTIALS_REFUSED) {
            return new ConnectionFailedException(
                    "WEBSHOCKET-0340", place() + " has refused the credential (" + how + ")", isTransient, null);
        }
        return new ConnectionFailedException(
                "WEBSHOCKET-0307", "the connection to " + place() + " ended at once (" + how + ")", isTransient, null);
    }

    /** Explains what the JDK, or the application's supplier of headers, threw. */
    ConnectionFailedException explain(Throwable failure) {
        if (failure instanceof ConnectionFailedException explained) {
            return explained;
        }
        Throwable reported = failure instanceof CompletionException ? failure.getCause() : failure;
        if (reported instanceof IllegalArgumentException) {
            return unsendable(reported);
        }
        return find(failure, UnsupportedProtocolException.class)
                .map(e -> unsupported("", failure))
                .or(() -> find(failure, WebSocketHandshakeException.class).map(this::refused))
                .or(() -> find(failure, RefusedCredentialsException.class).map(e -> refused(e.status(), failure)))
                .or(() -> find(failure, HttpTimeoutException.class).map(e -> timedOut()))
                .or(() -> certificate(failure))
                .or(() -> notSpoken(failure))
                .or(() -> tls(failure))
                .orElseGet(() -> unreachable(failure));
    }

    private static ConnectionFailedException unsendable(Throwable failure) {
        return new ConnectionFailedException(
                "WEBSHOCKET-0338",
                "a header cannot be sent with the handshake: " + failure.getMessage()
                        + "; Host, Connection, Upgrade, Content-Length, Expect and those of WebSocket are the JDK's to set",
                false,
                failure);
    }

    private ConnectionFailedException unsupported(String why, Throwable failure) {
        return new ConnectionFailedException(
                "WEBSHOCKET-0304",
                place() + " is a WebSocket, but does not speak " + String.join(" or ", offered) + why,
                false,
                failure);
    }

    private ConnectionFailedException refused(WebSocketHandshakeException failure) {
        HttpResponse<?> response = failure.getResponse();
        if (response == null || response.statusCode() == SWITCHING_PROTOCOLS) {
            return unsupported(" (" + rootOf(failure).getMessage() + ")", failure);
        }
        return refused(response.statusCode(), failure);
    }

    private ConnectionFailedException refused(int status, Throwable failure) {
        boolean permanent = status == UNAUTHORIZED || status == FORBIDDEN || status == PROXY_AUTHENTICATION_REQUIRED;
        String why = permanent ? "; the client is not allowed to connect" : "";
        if (status == BAD_REQUEST && !isSecure()) {
            why = "; use wss:// if the server speaks TLS";
        }
        return new ConnectionFailedException(
                "WEBSHOCKET-0303",
                place() + " refuses the handshake with status " + status + why,
                status,
                !permanent,
                failure);
    }

    /** Detects that only one side speaks TLS; only the JDK's messages tell. */
    private Optional<ConnectionFailedException> notSpoken(Throwable failure) {
        if (isSecure()) {
            return find(failure, SSLException.class, ConnectFailures::isPlainAnswer)
                    .map(e -> new ConnectionFailedException(
                            "WEBSHOCKET-0308",
                            place() + " speaks no TLS; say ws:// in place of wss://, or use its port for TLS",
                            false,
                            failure));
        }
        return find(failure, IOException.class, ConnectFailures::hasTlsAlert)
                .map(e -> new ConnectionFailedException(
                        "WEBSHOCKET-0309",
                        place() + " speaks TLS; say wss:// in place of ws://, or use its port without TLS",
                        false,
                        failure));
    }

    private static boolean isPlainAnswer(SSLException failure) {
        return !(failure instanceof SSLHandshakeException)
                && String.valueOf(failure.getMessage()).contains("SSL message");
    }

    /** Tells whether a message quotes a TLS alert, whole or truncated, in place of a status line. */
    private static boolean hasTlsAlert(IOException failure) {
        return String.valueOf(failure.getMessage()).indexOf(TLS_ALERT) >= 0;
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
        return find(failure, SSLException.class)
                .map(e -> noTls(EarlyEnd.isIn(failure) ? ENDED : e.getMessage(), failure));
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
        if (find(failure, UnresolvedAddressException.class).isPresent()
                || find(failure, UnknownHostException.class).isPresent()) {
            return unreachable("there is no such host", failure);
        }
        if (EarlyEnd.isIn(failure)) {
            return isSecure()
                    ? noTls(ENDED, failure)
                    : unreachable(ENDED + "; where it speaks TLS, say wss://", failure);
        }
        if (find(failure, ConnectException.class, ConnectFailures::isRefused).isPresent()) {
            return unreachable("nobody listens there", failure);
        }
        return unreachable(rootOf(failure).toString(), failure);
    }

    /** The JDK's message is null if nothing listens; otherwise it is the operating system's error. */
    private static boolean isRefused(ConnectException failure) {
        return failure.getMessage() == null || failure.getMessage().contains("refused");
    }

    private ConnectionFailedException unreachable(String why, Throwable failure) {
        return new ConnectionFailedException("WEBSHOCKET-0300", place() + " cannot be reached: " + why, true, failure);
    }
}
