package dev.webshocket.packet;

import java.util.Optional;

/** Where a packet comes from: the member {@code source} of the wire protocol, section "Packet". */
public enum PacketSource {
    /** Sent to every connection. */
    BROADCAST(1),
    /** Published to a channel. */
    CHANNEL(2),
    /** Input that could not be decoded as a packet; its data is the raw input. */
    UNKNOWN(3),
    /** Made by the application. */
    CUSTOM(4),
    /** A remote procedure call, its answer, or its cancellation. */
    RPC(5),
    /** The session itself, in version 2 of the protocol; applications neither receive nor send it. */
    SESSION(6);

    private static final PacketSource[] ALL = values();

    private final int code;
    /** Made once, since each message asks for it. */
    private final Optional<PacketSource> found = Optional.of(this);

    PacketSource(int code) {
        this.code = code;
    }

    /**
     * Returns the number that stands for this source on the wire.
     *
     * @return 1 to 6
     */
    public int code() {
        return code;
    }

    /**
     * Finds the source of a number from the wire.
     *
     * @param code any number
     * @return the source, or empty where no source has that number
     */
    public static Optional<PacketSource> ofCode(long code) {
        return code >= 1 && code <= ALL.length ? ALL[(int) code - 1].found : Optional.empty();
    }
}
