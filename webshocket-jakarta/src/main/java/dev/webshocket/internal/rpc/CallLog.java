package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.packet.RpcErrorCode;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Logs each call, and each malformed message, in one line at DEBUG. Safe for use by any thread. */
final class CallLog {

    private static final System.Logger LOG = System.getLogger("dev.webshocket.calls");
    private static final Pattern ONE_FIELD = Pattern.compile("(?!-$)[\\p{Graph}&&[^=]]+");

    private CallLog() {}

    /**
     * Logs a call that has been answered.
     *
     * @param since when it arrived, in nanoseconds
     * @param error the code of the error; null for none
     */
    static void answered(ClientConnection connection, String method, long since, Integer error) {
        if (LOG.isLoggable(Level.DEBUG)) {
            log(connection, method, since, error == null ? "ok" : name(error));
        }
    }

    /** Logs a call that was cancelled, by its client or by the end of the connection. */
    static void cancelled(ClientConnection connection, String method, long since) {
        if (LOG.isLoggable(Level.DEBUG)) {
            log(connection, method, since, "cancelled");
        }
    }

    private static void log(ClientConnection connection, String method, long since, String outcome) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        LOG.log(
                Level.DEBUG,
                "WEBSHOCKET-0208: call " + who(connection) + " method=" + field(method) + " outcome=" + outcome + " ms="
                        + millis);
    }

    /** Logs a malformed message. */
    static void malformed(ClientConnection connection, int bytes, String why) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
                    "WEBSHOCKET-0209: malformed " + who(connection) + " bytes=" + bytes + ": " + LogText.of(why));
        }
    }

    private static String who(ClientConnection connection) {
        return "connection=" + connection.uid() + " principal="
                + connection
                        .principal()
                        .map(Principal::getName)
                        .map(CallLog::field)
                        .orElse("-") + " address="
                + connection.remoteAddress().orElse("-");
    }

    /** Quotes a text that could be read as several fields, or as none. */
    private static String field(String text) {
        String quoted = LogText.quoted(text);
        String bare = quoted.substring(1, quoted.length() - 1);
        return ONE_FIELD.matcher(bare).matches() ? bare : quoted;
    }

    private static String name(int error) {
        return RpcErrorCode.ofCode(error).map(RpcErrorCode::name).orElseGet(() -> String.valueOf(error));
    }
}
