package dev.webshocket.internal.client;

import dev.webshocket.client.CallTimeoutException;
import dev.webshocket.client.ClientException;
import dev.webshocket.client.ConnectionClosedException;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.internal.session.SessionEnd;
import java.time.Duration;

/** Failures of calls and of established connections: {@code WEBSHOCKET-0310} to {@code WEBSHOCKET-0349}. */
final class ClientFailures {

    private ClientFailures() {}

    static ConnectionClosedException down() {
        return new ConnectionClosedException(
                "WEBSHOCKET-0311", "the connection is lost and the client tries to get it back; try later", 0, null);
    }

    static ConnectionClosedException closed() {
        return new ConnectionClosedException("WEBSHOCKET-0312", "this client has been closed", 0, null);
    }

    static ConnectionClosedException lostInFlight(SessionEnd end) {
        return outcomeUnknown(describe(end), end);
    }

    /** The connection was lost, and the server no longer has its session. */
    static ConnectionClosedException notResumed(SessionEnd loss) {
        return outcomeUnknown(describe(loss) + "; the server has not resumed it", loss);
    }

    private static ConnectionClosedException outcomeUnknown(String how, SessionEnd end) {
        return new ConnectionClosedException(
                "WEBSHOCKET-0310",
                "outcome unknown: the connection ended before the answer came (" + how
                        + "); the server may have run the call or not",
                end.code(),
                null);
    }

    static ConnectionClosedException ended(SessionEnd end) {
        return new ConnectionClosedException(
                "WEBSHOCKET-0313",
                "the server has ended the connection for good (" + describe(end) + ")",
                end.code(),
                null);
    }

    static ConnectionClosedException gaveUp(ClientException last) {
        return new ConnectionClosedException(
                "WEBSHOCKET-0314",
                "the connection is lost and could not be got back; last: " + last.getMessage(),
                0,
                last);
    }

    static ConnectionClosedException notRetried(SessionEnd end) {
        return new ConnectionClosedException(
                "WEBSHOCKET-0315",
                "the connection is lost (" + describe(end) + ") and the retries are used up",
                end.code(),
                null);
    }

    static CallTimeoutException noAnswer(String method, Duration timeout) {
        return new CallTimeoutException(
                "WEBSHOCKET-0320", "no answer to \"" + method + "\" within " + LogText.time(timeout));
    }

    static CallTimeoutException nothingReceived(Duration timeout) {
        return new CallTimeoutException("WEBSHOCKET-0321", "nothing was received within " + LogText.time(timeout));
    }

    static CallTimeoutException notSent(String what, Duration timeout) {
        return new CallTimeoutException(
                "WEBSHOCKET-0322",
                "\"" + what + "\" could not be sent within " + LogText.time(timeout)
                        + ": there was no connection, no room in it, or onReconnect had not returned");
    }

    static ClientException unencodable(RuntimeException why) {
        return new ClientException("WEBSHOCKET-0330", "cannot be sent: " + why.getMessage(), why);
    }

    static ClientException interrupted() {
        return new ClientException("WEBSHOCKET-0331", "the thread was interrupted while it waited", null);
    }

    static ClientException tooMany(int bound) {
        return new ClientException(
                "WEBSHOCKET-0332",
                bound + " calls and messages are on their way already; wait for answers, or raise outstandingCalls",
                null);
    }

    static ClientException tooMuch(long bytes) {
        return new ClientException(
                "WEBSHOCKET-0336",
                bytes + " bytes wait to be sent already; wait for answers, or raise outboundBytes",
                null);
    }

    static ClientException unsendable(Throwable why) {
        return new ClientException("WEBSHOCKET-0337", "the connection failed to take a message: " + why, why);
    }

    static ClientException slowConsumer() {
        return new ClientException(
                "WEBSHOCKET-0333",
                "items of the stream came faster than they were taken: bufferBytes are full, and there was no room for the"
                        + " next one within 4 s; the stream is cancelled",
                null);
    }

    static ClientException unfit(Exception why) {
        return new ClientException("WEBSHOCKET-0334", "the server's data does not fit: " + why.getMessage(), why);
    }

    static ClientException streamForValue(String method) {
        return new ClientException(
                "WEBSHOCKET-0335", "\"" + method + "\" answers with a stream; call it with streamRpc", null);
    }

    static ClientException uploadFailed(String method, Throwable why) {
        return new ClientException(
                "WEBSHOCKET-0346",
                "what is uploaded to \"" + method + "\" failed: " + why + "; the call has been cancelled",
                why);
    }

    static ClientException noUploads(String method) {
        return new ClientException(
                "WEBSHOCKET-0347",
                "\"" + method + "\" takes uploads, and the server speaks version 1 of the protocol, which has none",
                null);
    }

    static String describe(SessionEnd end) {
        String phrase = end.status().reason();
        if (end.local()) {
            return "given up by this client: " + phrase;
        }
        return phrase == null || phrase.isBlank()
                ? "close code " + end.code()
                : "close code " + end.code() + ": " + phrase;
    }
}
