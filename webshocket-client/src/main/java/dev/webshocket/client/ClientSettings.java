package dev.webshocket.client;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** The times and bounds of a client. They have no system properties: the properties of the same names configure servers. */
final class ClientSettings {

    static final Setting<Duration> CONNECT_TIMEOUT =
            Setting.duration("connectTimeout", Duration.ofSeconds(30), Bounds.notNegative(), """
            How long one attempt to connect may take, with TLS and the handshake; zero for no limit.
            """);

    static final Setting<Duration> CALL_TIMEOUT =
            Setting.duration("callTimeout", Duration.ofSeconds(30), Bounds.notNegative(), """
            How long a call waits that has no timeout of its own; zero for no limit.
            """);

    static final Setting<Duration> SEND_TIMEOUT =
            Setting.duration("sendTimeout", Duration.ofSeconds(10), Bounds.notNegative(), """
            How long one message may take to be sent before the connection counts as lost; zero for no limit. Long messages over
            slow lines need more.
            """);

    static final Setting<Duration> PING_INTERVAL =
            Setting.duration("pingInterval", Duration.ofSeconds(25), Bounds.notNegative(), """
            How often the client pings a server of version 1; zero for never. The connection is lost after two unanswered pings. On
            version 2 the server's `pingInterval` counts for both sides.
            """);

    static final Setting<Integer> BUFFER_BYTES = Setting.number("bufferBytes", 1 << 20, Bounds.atLeast(1), """
            How many received bytes may wait for the application: for each stream, for `receive`, and in calls of the server.
            """);

    static final Setting<Integer> OUTBOUND_BYTES = Setting.number("outboundBytes", 1 << 20, Bounds.atLeast(1), """
            How many bytes may wait in the connection to be sent before calls wait.
            """);

    static final Setting<Integer> OUTSTANDING_CALLS =
            Setting.number("outstandingCalls", 65_536, Bounds.atLeast(1), """
            How many calls and messages may be unanswered or wait before more fail.
            """);

    static final Setting<Integer> MAX_MESSAGE_BYTES =
            Setting.number("maxMessageBytes", 16 << 20, Bounds.atLeast(1), """
            The length of the longest message from the server, in bytes.
            """);

    static final Setting<Integer> EXPOSED_CALLS = Setting.number("exposedCalls", 256, Bounds.atLeast(1), """
            How many calls of the server, of what the client exposes, may run and wait before more are refused with
            `RPC_OVERLOADED`.
            """);

    static final SettingGroup ALL = new SettingGroup(
            "Client",
            List.of(
                    CONNECT_TIMEOUT,
                    CALL_TIMEOUT,
                    SEND_TIMEOUT,
                    PING_INTERVAL,
                    BUFFER_BYTES,
                    OUTBOUND_BYTES,
                    OUTSTANDING_CALLS,
                    MAX_MESSAGE_BYTES,
                    EXPOSED_CALLS));

    private ClientSettings() {}
}
