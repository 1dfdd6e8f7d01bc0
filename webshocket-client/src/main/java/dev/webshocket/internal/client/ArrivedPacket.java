package dev.webshocket.internal.client;

import dev.webshocket.packet.Packet;

/**
 * A packet that the application has not taken yet. Immutable.
 *
 * @param bytes its length on the wire
 * @param isKept whether it is a message of a channel with history, whose loss is a gap
 */
record ArrivedPacket(Packet packet, int bytes, boolean isKept) {}
