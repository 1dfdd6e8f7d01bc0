package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.packet.Packet;

/**
 * A whole message as received. Its content must not be changed.
 *
 * @param bytes the message, its fragments joined; text in UTF-8
 * @param text whether it came in text frames
 */
public record ReceivedMessage(byte[] bytes, boolean text) {

    /** Makes a message that came in text frames. */
    public static ReceivedMessage of(String text) {
        return new ReceivedMessage(text.getBytes(UTF_8), true);
    }

    /**
     * Creates the packet for malformed input, section "Malformed input" of the wire protocol.
     *
     * @return a packet of source UNKNOWN, with the text or the bytes as its data
     */
    public Packet unknown() {
        return Packet.unknown(text ? new String(bytes, UTF_8) : bytes);
    }

    /** Estimates how much memory that packet takes at most, in bytes. */
    public long valueBytes() {
        return Envelope.BYTES_PER_BYTE * bytes.length;
    }
}
