package dev.webshocket.client;

import java.time.Duration;

/**
 * The times and bounds of a client that is being built. For one thread.
 *
 * @param <B> the builder
 */
abstract class ClientLimits<B> {

    Duration connectTimeout = ClientSettings.CONNECT_TIMEOUT.defaultValue();
    Duration callTimeout = ClientSettings.CALL_TIMEOUT.defaultValue();
    Duration sendTimeout = ClientSettings.SEND_TIMEOUT.defaultValue();
    int bufferBytes = ClientSettings.BUFFER_BYTES.defaultValue();
    int outboundBytes = ClientSettings.OUTBOUND_BYTES.defaultValue();
    int outstandingCalls = ClientSettings.OUTSTANDING_CALLS.defaultValue();
    int maxMessageBytes = ClientSettings.MAX_MESSAGE_BYTES.defaultValue();
    Duration pingInterval = ClientSettings.PING_INTERVAL.defaultValue();
    int exposedCalls = ClientSettings.EXPOSED_CALLS.defaultValue();

    ClientLimits() {}

    abstract B self();

    /**
     * Sets the time limit of one attempt to connect, including TLS and the handshake. It starts when the headers are
     * known.
     *
     * @param timeout zero for no limit; zero or more, default 30s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public B connectTimeout(Duration timeout) {
        connectTimeout = ClientSettings.CONNECT_TIMEOUT.checked(timeout);
        return self();
    }

    /**
     * Sets how long a call without its own timeout waits for its answer.
     *
     * @param timeout zero for no limit; zero or more, default 30s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public B callTimeout(Duration timeout) {
        callTimeout = ClientSettings.CALL_TIMEOUT.checked(timeout);
        return self();
    }

    /**
     * Sets the time limit to send one message. After it the connection counts as lost. A
     * message is sent when the operating system has taken its last byte, so a long message over a slow line may need
     * more than the default. Checked once a second.
     *
     * @param timeout zero for no limit; zero or more, default 10s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public B sendTimeout(Duration timeout) {
        sendTimeout = ClientSettings.SEND_TIMEOUT.checked(timeout);
        return self();
    }

    /**
     * Sets how many received bytes may wait for the application, for each stream and for {@code receive}, where each
     * packet counts as 64 bytes more than its length. A single message may be longer.
     *
     * @param bytes at least 1, default 1048576
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public B bufferBytes(int bytes) {
        bufferBytes = ClientSettings.BUFFER_BYTES.checked(bytes);
        return self();
    }

    /**
     * Sets how many bytes the connection may queue before calls wait for room. Up to 64 times as many bytes may wait
     * for room or for a connection; further calls fail with {@code WEBSHOCKET-0336}. A single message may be longer.
     *
     * @param bytes at least 1, default 1048576
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public B outboundBytes(int bytes) {
        outboundBytes = ClientSettings.OUTBOUND_BYTES.checked(bytes);
        return self();
    }

    /**
     * Sets how many calls may be unanswered or waiting for the connection. Further calls fail with {@code
     * WEBSHOCKET-0332}.
     *
     * @param calls at least 1, default 65536
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public B outstandingCalls(int calls) {
        outstandingCalls = ClientSettings.OUTSTANDING_CALLS.checked(calls);
        return self();
    }

    /**
     * Sets the longest message accepted from the server. A longer one ends the connection with 1009, and all calls in
     * flight fail, even idempotent ones: the message may answer one of them, and a repeated call would get it again.
     *
     * @param bytes at least 1, default 16777216
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public B maxMessageBytes(int bytes) {
        maxMessageBytes = ClientSettings.MAX_MESSAGE_BYTES.checked(bytes);
        return self();
    }

    /**
     * Sets the time between two pings on version 1 of the protocol. After two unanswered pings in a row the connection counts as
     * lost. On version 2 the server's setting of that name counts for both sides: a side that has heard nothing for two and a half
     * times as long takes the connection for lost.
     *
     * @param interval zero for no pings; zero or more, default 25s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public B pingInterval(Duration interval) {
        pingInterval = ClientSettings.PING_INTERVAL.checked(interval);
        return self();
    }

    /**
     * Sets how many calls of the server, of what the client {@linkplain WebSocketClientBuilder#expose exposes}, may run and
     * wait before more are refused with {@code RPC_OVERLOADED}.
     *
     * @param calls at least 1, default 256
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public B exposedCalls(int calls) {
        exposedCalls = ClientSettings.EXPOSED_CALLS.checked(calls);
        return self();
    }
}
