package dev.webshocket.internal.channel;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.packet.Packet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One packet for many receivers, encoded once for each of their encodings; for one thread. It carries no RPC message, so that it
 * is the same in both versions of the protocol.
 */
final class SharedMessage {

    private final Packet packet;
    private final Map<Encoding, SharedBytes> encoded = new IdentityHashMap<>(4);

    SharedMessage(Packet packet) {
        this.packet = packet;
    }

    /**
     * Queues the packet at these receivers, or at none.
     *
     * @return at how many it was queued
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    int pushTo(List<Receiver> receivers) {
        try {
            for (Receiver receiver : receivers) {
                Codec codec = receiver.codec();
                encoded.computeIfAbsent(codec.encoding(), encoding -> new SharedBytes(codec.encode(packet)));
            }
        } catch (EncodingException e) {
            throw new IllegalArgumentException("the data has no form on the wire: " + e.getMessage(), e);
        }
        int queued = 0;
        for (Receiver receiver : receivers) {
            queued += receiver.push(encoded.get(receiver.codec().encoding())) ? 1 : 0;
        }
        return queued;
    }
}
