package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.time.Duration;
import java.util.List;

/** What a message, a connection and all connections together may take. */
final class LimitSettings {

    static final Setting<Integer> MAX_MESSAGE_BYTES =
            Setting.number("maxMessageBytes", 1 << 20, Bounds.atLeast(1), """
            The longest message that is accepted. A longer one closes the connection with 1009.
            """);

    static final Setting<Duration> MESSAGE_TIMEOUT =
            Setting.duration("messageTimeout", Duration.ofSeconds(30), Bounds.positive(), """
            How long a message may take [from its first part to its last](#messages-that-do-not-end), before the
            connection is closed with 1008.
            """);

    static final Setting<Integer> MAX_NESTING = Setting.number("maxNesting", 64, Bounds.between(4, 500), """
            How deep the maps and lists of a packet may nest, the packet itself included. What nests deeper is not a
            packet.
            """);

    static final Setting<Integer> MAX_MESSAGE_VALUES =
            Setting.number("maxMessageValues", 100_000, Bounds.atLeast(100), """
            How many values a message may hold, each list, map, key of a map, string, number and so on counting as
            one, those of the packet itself included. The arguments of one with more are not read: a call is answered
            with `RPC_INVALID_PARAMS`, and any other packet is [input that is no
            packet](protocol.md#input-that-is-no-packet).
            """);

    static final Setting<Integer> MAX_NUMBER_DIGITS = Setting.number("maxNumberDigits", 2000, Bounds.atLeast(20), """
            How many digits a number may have, zeros included, be it JSON's or text that becomes a `BigDecimal` or the
            key of a map. An argument with a longer one is answered with `RPC_INVALID_PARAMS`.
            """);

    static final Setting<UnknownMembers> UNKNOWN_MEMBERS = Setting.choice("unknownMembers", UnknownMembers.REFUSE, """
            What becomes of an argument that has, at any depth, a member that its [record or
            class](services.md#records-and-classes) does not know: `REFUSE` answers with `RPC_INVALID_PARAMS`, `ALLOW`
            ignores the member. A class can [allow them for itself](services.md#records-and-classes).
            """);

    static final Setting<Integer> CONCURRENT_CALLS = Setting.number("concurrentCalls", 16, Bounds.atLeast(1), """
            How many calls of a connection may run beside each other: streams, asynchronous and `@Concurrent` ones.
            """);

    static final Setting<Integer> WAITING_CALLS = Setting.number("waitingCalls", 1024, Bounds.atLeast(1), """
            How many calls of a connection may wait. Those beyond are answered with `RPC_OVERLOADED`.
            """);

    static final Setting<Integer> WAITING_BYTES = Setting.number("waitingBytes", 2 << 20, Bounds.atLeast(1), """
            How many bytes the calls and packets of a connection that wait may have come in; of those beyond, calls
            are answered with `RPC_OVERLOADED`, and a packet closes the connection with 1008. One may have more where
            nothing else waits. The arguments of calls that run beside each other may take eight times as much memory:
            of those beyond, calls wait until others have ended.
            """);

    static final Setting<Long> BUFFERED_BYTES =
            new Setting<>("bufferedBytes", SettingType.LONG, 256L << 20, Bounds.atLeast(1), """
            How many bytes [all connections may hold together](#what-all-connections-hold); never more than a quarter
            of the heap.
            """);

    static final Setting<Integer> MAX_CONNECTIONS = Setting.number("maxConnections", 10_000, Bounds.atLeast(0), """
            How many connections are accepted; the next one is closed with 1013. 0 for any number.
            """);

    static final Setting<Integer> CONNECTIONS_PER_ADDRESS =
            Setting.number("connectionsPerAddress", 0, Bounds.atLeast(0), """
            How many connections are accepted of one client's [address](rate-limits.md#the-address-behind-a-proxy), of
            IPv6 of one network of 64 bits; the next one is closed with 1013. 0 for any number.
            """);

    static final Setting<Integer> MAX_RATE_LIMIT_BUCKETS =
            Setting.number("maxRateLimitBuckets", 100_000, Bounds.atLeast(1), """
            How many users and addresses the [rate limits](rate-limits.md#where-the-counts-are) count at a time, each
            once for each limit; at most 600 bytes each, and what a name has beyond 64 characters. Beyond, the least
            used are forgotten and start anew.
            """);

    static final SettingGroup ALL = new SettingGroup(
            "Limits",
            List.of(
                    MAX_MESSAGE_BYTES,
                    MESSAGE_TIMEOUT,
                    MAX_NESTING,
                    MAX_MESSAGE_VALUES,
                    MAX_NUMBER_DIGITS,
                    UNKNOWN_MEMBERS,
                    CONCURRENT_CALLS,
                    WAITING_CALLS,
                    WAITING_BYTES,
                    BUFFERED_BYTES,
                    MAX_CONNECTIONS,
                    CONNECTIONS_PER_ADDRESS,
                    MAX_RATE_LIMIT_BUCKETS));

    private LimitSettings() {}
}
