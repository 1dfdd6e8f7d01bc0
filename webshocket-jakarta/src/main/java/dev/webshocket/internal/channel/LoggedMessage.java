package dev.webshocket.internal.channel;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.session.PushedMessage;
import dev.webshocket.internal.session.Topic;
import dev.webshocket.spi.extension.LogEntry;

/**
 * A message of the log as its receivers get it: one that is kept has its position in version 2 of the protocol. Receivers of one
 * encoding and version share the bytes. For one thread at a time.
 */
public final class LoggedMessage {

    private final LogEntry entry;
    private final Topic topic;
    private final boolean kept;
    private final PushedMessage[] forms = new PushedMessage[4];

    /**
     * Makes a message.
     *
     * @param topic how full queues treat it; null for as the settings say
     * @param kept whether the log has it for those who catch up
     */
    LoggedMessage(LogEntry entry, Topic topic, boolean kept) {
        this.entry = entry;
        this.topic = topic;
        this.kept = kept;
    }

    /** Returns the message as the log has it. */
    public LogEntry entry() {
        return entry;
    }

    /** Tells whether the log has it for those who catch up. */
    public boolean isKept() {
        return kept;
    }

    /** Returns the message for the connections of a codec. */
    PushedMessage of(Codec codec) {
        int form = (codec.encoding() == Encoding.JSON ? 2 : 0) + codec.version().ordinal();
        PushedMessage known = forms[form];
        if (known == null) {
            byte[] bytes = kept ? bytes(entry, codec) : new EncodedPacket(entry.json(), entry.messagePack()).of(codec);
            known = new PushedMessage(new SharedBytes(bytes), topic);
            forms[form] = known;
        }
        return known;
    }

    /** Returns the packet of an entry that is kept for the connections of a codec. */
    public static byte[] bytes(LogEntry entry, Codec codec) {
        byte[] packet = codec.encoding() == Encoding.JSON ? entry.json() : entry.messagePack();
        return codec.version() == ProtocolVersion.V1
                ? packet
                : codec.withPosition(packet, entry.position().toString());
    }
}
