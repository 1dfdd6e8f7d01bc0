package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.time.Duration;
import java.util.List;

/** The limits of a message, of a connection, and of all connections together. */
final class LimitSettings {

    static final Setting<Integer> MAX_MESSAGE_BYTES =
            Setting.number("maxMessageBytes", 1 << 20, Bounds.atLeast(1), """
            The size of the longest message that is accepted. A longer one closes the connection with 1009.
            """);

    static final Setting<Duration> MESSAGE_TIMEOUT =
            Setting.duration("messageTimeout", Duration.ofSeconds(30), Bounds.positive(), """
            How long a message may take [from its first part to its last](#messages-that-do-not-end). One that takes
            longer closes the connection with 1008.
            """);

    static final Setting<TextMessages> TEXT_MESSAGES = Setting.choice("textMessages", TextMessages.PARTS, """
            Who joins text messages that come in several frames on an application server: `PARTS` for the library, which
            holds its limits with each part, or `WHOLE` for the container, where that [closes valid
            messages](servers.md#messages-in-several-frames) otherwise.
            """);

    static final Setting<Integer> MAX_NESTING = Setting.number("maxNesting", 64, Bounds.between(4, 500), """
            How many levels of maps and lists a packet may have, itself included. A packet with more levels is
            malformed.
            """);

    static final Setting<Integer> MAX_MESSAGE_VALUES =
            Setting.number("maxMessageValues", 100_000, Bounds.atLeast(100), """
            How many values a message may have. Each list, map, key of a map, string, number and so on counts as one,
            those of the packet itself included. If there are more, the arguments are not read: a call is answered with
            `RPC_INVALID_PARAMS`, and any other packet is [malformed](protocol.md#malformed-input).
            """);

    static final Setting<Integer> MAX_NUMBER_DIGITS = Setting.number("maxNumberDigits", 2000, Bounds.atLeast(20), """
            How many digits a number may have, zeros included: a JSON number, or text that becomes a `BigDecimal` or the
            key of a map. A call with a longer number in its arguments is answered with `RPC_INVALID_PARAMS`.
            """);

    static final Setting<UnknownMembers> UNKNOWN_MEMBERS = Setting.choice("unknownMembers", UnknownMembers.REFUSE, """
            What to do with an argument that has, at any depth, a member that its [record or
            class](services.md#records-and-classes) does not declare: `REFUSE` answers the call with
            `RPC_INVALID_PARAMS`, `ALLOW` ignores the member. A class can [allow unknown members for
            itself](services.md#records-and-classes).
            """);

    static final Setting<Integer> CONCURRENT_CALLS = Setting.number("concurrentCalls", 16, Bounds.atLeast(1), """
            How many asynchronous and `@Concurrent` calls of a connection may run at the same time, and on version 1 of
            the protocol how many streams. On version 2 streams do not count: 32 may be open in each direction.
            """);

    static final Setting<Integer> WAITING_CALLS = Setting.number("waitingCalls", 1024, Bounds.atLeast(1), """
            How many calls of a connection may wait. Further calls are answered with `RPC_OVERLOADED`.
            """);

    static final Setting<Integer> WAITING_BYTES = Setting.number("waitingBytes", 2 << 20, Bounds.atLeast(1), """
            How many bytes of calls and packets may wait on a connection. Beyond that, calls are answered with
            `RPC_OVERLOADED`, and a packet closes the connection with 1008. A single call or packet may be larger if
            nothing else waits. The arguments of concurrent calls may take eight times as much memory; beyond that,
            calls wait until others have ended.
            """);

    static final Setting<Integer> UPLOAD_BYTES = Setting.number("uploadBytes", 1 << 20, Bounds.atLeast(1), """
            How much memory the items of one [upload](services.md#uploads) may take that wait for its method, in bytes.
            Beyond that, the client gets no credit for more.
            """);

    static final Setting<Long> BUFFERED_BYTES =
            new Setting<>("bufferedBytes", SettingType.LONG, 256L << 20, Bounds.atLeast(1), """
            How many bytes [all connections may hold together](#what-all-connections-hold), at most a quarter of the
            heap.
            """);

    static final Setting<Integer> MAX_CONNECTIONS = Setting.number("maxConnections", 10_000, Bounds.atLeast(0), """
            How many connections may be open; a further one is closed with 1013. 0 for no limit.
            """);

    static final Setting<Integer> CONNECTIONS_PER_ADDRESS =
            Setting.number("connectionsPerAddress", 0, Bounds.atLeast(0), """
            How many connections may be open from one [address](rate-limits.md#the-address-behind-a-proxy), in IPv6 from
            one network of 64 bits; a further one is closed with 1013. 0 for no limit.
            """);

    static final Setting<Integer> MAX_RATE_LIMIT_BUCKETS =
            Setting.number("maxRateLimitBuckets", 100_000, Bounds.atLeast(1), """
            For how many users and addresses the [rate limits](rate-limits.md#where-the-counts-are) keep a count. Each
            counts once for each limit, and takes at most 600 bytes, plus what its name has beyond 64 characters. Beyond
            that, the counts that were used least are dropped, and start again from zero.
            """);

    static final SettingGroup ALL = new SettingGroup(
            "Limits",
            List.of(
                    MAX_MESSAGE_BYTES,
                    MESSAGE_TIMEOUT,
                    TEXT_MESSAGES,
                    MAX_NESTING,
                    MAX_MESSAGE_VALUES,
                    MAX_NUMBER_DIGITS,
                    UNKNOWN_MEMBERS,
                    CONCURRENT_CALLS,
                    WAITING_CALLS,
                    WAITING_BYTES,
                    UPLOAD_BYTES,
                    BUFFERED_BYTES,
                    MAX_CONNECTIONS,
                    CONNECTIONS_PER_ADDRESS,
                    MAX_RATE_LIMIT_BUCKETS));

    private LimitSettings() {}
}
