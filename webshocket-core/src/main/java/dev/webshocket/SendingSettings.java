package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The settings of what is sent to a client, and of clients that do not read. */
final class SendingSettings {

    static final Setting<Integer> OUTBOUND_BYTES = Setting.number("outboundBytes", 1 << 20, Bounds.atLeast(1), """
            How many bytes may wait to be sent on a connection. The bound applies separately to answers, streams and
            messages that the application sends to the connection; to pushed messages; and to answers to calls that are
            refused at once.
            """);

    /** A message without a channel has no older one to replace. */
    private static final Set<SlowConsumer> OF_ALL_MESSAGES = EnumSet.complementOf(EnumSet.of(SlowConsumer.CONFLATE));

    static final Setting<SlowConsumer> SLOW_CONSUMER =
            Setting.choice("slowConsumer", SlowConsumer.CLOSE, OF_ALL_MESSAGES, """
            What to do with a message pushed to a connection if the pushed messages that wait already take
            `outboundBytes`: `CLOSE` closes the connection with 1008, `DROP_OLDEST` drops the oldest pushed messages
            that wait, `DROP_NEWEST` drops the new message. A rule of channels may set another policy for them, and
            `CONFLATE`. Answers to calls are never dropped: no call starts before
            there is room.
            """);

    static final Setting<Duration> SEND_TIMEOUT =
            Setting.duration("sendTimeout", Duration.ofSeconds(10), Bounds.positive(), """
            How long sending one message may take. After that the connection is closed with 1008. A message over 4 MiB
            may [wait for its thread](decisions/0037-long-messages-leave-threads-for-closing.md) before that.
            """);

    static final Setting<JsonFrames> JSON_FRAMES = Setting.choice("jsonFrames", JsonFrames.BINARY, """
            The kind of frame that carries JSON to clients that requested no subprotocol: `BINARY`, as the documented
            JavaScript expects, or `TEXT`.
            """);

    static final SettingGroup ALL =
            new SettingGroup("Sending", List.of(OUTBOUND_BYTES, SLOW_CONSUMER, SEND_TIMEOUT, JSON_FRAMES));

    private SendingSettings() {}
}
