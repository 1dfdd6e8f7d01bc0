package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** What is sent, and what becomes of it where the client does not read. */
final class SendingSettings {

    static final Setting<Integer> OUTBOUND_BYTES = Setting.number("outboundBytes", 1 << 20, Bounds.atLeast(1), """
            How many bytes may wait to be sent on a connection: so many of answers, streams and what the application
            sends to it, as many of pushed messages, and as many of answers to calls that are refused at once.
            """);

    static final Setting<SlowConsumer> SLOW_CONSUMER = Setting.choice("slowConsumer", SlowConsumer.CLOSE, """
            What becomes of messages pushed to a connection for which as many wait as may: `CLOSE` closes it with
            1008, `DROP_OLDEST` drops the oldest pushed messages that wait, `DROP_NEWEST` the message itself. Answers
            to calls are never dropped: no call is started before there is room.
            """);

    static final Setting<Duration> SEND_TIMEOUT =
            Setting.duration("sendTimeout", Duration.ofSeconds(10), Bounds.positive(), """
            How long one message may take to be sent before the connection is given up with 1008. One over 4 MiB may
            [wait for its thread](decisions/0037-long-messages-leave-threads-for-closing.md) before that.
            """);

    static final Setting<JsonFrames> JSON_FRAMES = Setting.choice("jsonFrames", JsonFrames.BINARY, """
            In what kind of frame clients that asked for no subprotocol get their JSON: `BINARY`, as the documented
            JavaScript expects, or `TEXT`.
            """);

    static final SettingGroup ALL =
            new SettingGroup("Sending", List.of(OUTBOUND_BYTES, SLOW_CONSUMER, SEND_TIMEOUT, JSON_FRAMES));

    private SendingSettings() {}
}
