package dev.webshocket.client;

import dev.webshocket.PresenceChange;
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
 * The options of a client, collected by its {@link WebSocketClientBuilder}. Immutable.
 *
 * @param uri the URI of the service, {@code ws} or {@code wss}
 * @param subprotocols the subprotocols to offer, the preferred one first: {@code webshocket.v2} and {@code webshocket.v1}
 * @param firstConnection the retries when the first connection fails
 * @param reconnection the retries when a connection is lost
 * @param connectTimeout the time limit of an attempt to connect, zero for none
 * @param callTimeout the time limit of a call, zero for none
 * @param sendTimeout the time limit to send one message, zero for none
 * @param bufferBytes how many received bytes may wait for the application, for each stream and for {@code receive}
 * @param outboundBytes how many bytes the connection's queue may hold
 * @param outstandingCalls how many calls and messages may be unanswered or waiting to be sent
 * @param maxMessageBytes the longest message accepted from the server, in bytes
 * @param pingInterval the time between two pings, zero for no pings
 * @param headers supplies the headers of each handshake
 * @param credentials supplies the credential of each connection; null for none
 * @param sslContext for {@code wss}; null for the JVM's default
 * @param executor runs the callbacks; null for threads that all clients share
 * @param proxy chooses the proxy; null for the JVM's
 * @param authenticator gives servers and proxies the credentials that they request; null for none
 * @param jsonbConfig configures the JSON-B binding; null for its defaults
 * @param onReceive gets the packets that are not answers; null if {@code receive} returns them
 * @param onGap gets the names and patterns of channels whose messages were lost; may be null
 * @param onPresence gets the changes of members of channels; may be null
 * @param onReconnect runs after each reconnection, before other calls are sent; may be null
 * @param exposed what the server may call
 * @param onState gets each new state of the client
 */
public record ClientOptions(
        URI uri,
        List<String> subprotocols,
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
        Supplier<String> credentials,
        SSLContext sslContext,
        Executor executor,
        ProxySelector proxy,
        Authenticator authenticator,
        JsonbConfig jsonbConfig,
        Consumer<? super Packet> onReceive,
        Consumer<? super List<String>> onGap,
        Consumer<? super PresenceChange> onPresence,
        Consumer<? super WebSocketClient> onReconnect,
        Exposed exposed,
        List<Consumer<? super ClientState>> onState) {

    /**
     * Creates the options. Times are capped at a century.
     *
     * @throws IllegalArgumentException if a time or a bound is out of range
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
        subprotocols = List.copyOf(subprotocols);
        onState = List.copyOf(onState);
    }
}
