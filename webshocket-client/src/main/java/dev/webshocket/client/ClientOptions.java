package dev.webshocket.client;

import dev.webshocket.packet.Packet;
import jakarta.json.bind.JsonbConfig;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The options of a client, as its {@link WebSocketClientBuilder} collected them. Immutable.
 *
 * @param uri where the service is, {@code ws} or {@code wss}
 * @param firstConnection how to try again when the first connection fails
 * @param reconnection how to try again when a connection is lost
 * @param connectTimeout how long an attempt to connect may take, zero for no end
 * @param callTimeout how long a call waits for its answer, zero for no end
 * @param sendTimeout how long the server may take to read a message, zero for no end
 * @param bufferBytes how much of what has come may wait for the application, for each stream and for {@code receive}
 * @param outboundBytes how much may wait to be sent
 * @param outstandingCalls how many calls and messages may be on their way, unanswered or waiting
 * @param maxMessageBytes how long a message from the server may be
 * @param pingInterval how often to ask whether the server is there, zero for never
 * @param headers what to add to the handshake, asked at each attempt
 * @param sslContext for {@code wss}; null for the JVM's default
 * @param executor what callbacks run on; null for threads that all clients share
 * @param proxy chooses the proxy; null for the JVM's
 * @param authenticator answers servers and proxies that ask who this is; null for none
 * @param jsonbConfig how Java types are read and written; null for JSON-B's defaults
 * @param onReceive takes packets that are no answers; null where {@code receive} returns them
 * @param onReconnect runs after each connection but the first, before other calls go on; may be null
 * @param onState takes each new state of the client
 */
public record ClientOptions(
        URI uri,
        RetryPolicy firstConnection,
        RetryPolicy reconnection,
        Duration connectTimeout,
        Duration callTimeout,
        Duration sendTimeout,
        int bufferBytes,
        int outboundBytes,
        int outstandingCalls,
        int maxMessageBytes,
        Duration pingInterval,
        Supplier<Map<String, String>> headers,
        SSLContext sslContext,
        Executor executor,
        ProxySelector proxy,
        Authenticator authenticator,
        JsonbConfig jsonbConfig,
        Consumer<? super Packet> onReceive,
        Consumer<? super WebSocketClient> onReconnect,
        List<Consumer<? super ClientState>> onState) {

    /**
     * Makes options. Times longer than a century are cut to one.
     *
     * @throws IllegalArgumentException if a time or a bound is out of its own bounds
     */
    public ClientOptions {
        connectTimeout = ClientSettings.CONNECT_TIMEOUT.checked(connectTimeout);
        callTimeout = ClientSettings.CALL_TIMEOUT.checked(callTimeout);
        sendTimeout = ClientSettings.SEND_TIMEOUT.checked(sendTimeout);
        pingInterval = ClientSettings.PING_INTERVAL.checked(pingInterval);
        bufferBytes = ClientSettings.BUFFER_BYTES.checked(bufferBytes);
        outboundBytes = ClientSettings.OUTBOUND_BYTES.checked(outboundBytes);
        outstandingCalls = ClientSettings.OUTSTANDING_CALLS.checked(outstandingCalls);
        maxMessageBytes = ClientSettings.MAX_MESSAGE_BYTES.checked(maxMessageBytes);
        onState = List.copyOf(onState);
    }
}
