package dev.webshocket.internal.channel;

import dev.webshocket.PresenceChange;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.session.PushedMessage;
import dev.webshocket.spi.extension.ChannelRegistry;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Queues changes of channels at their subscribers of version 2 of the protocol, by name and by pattern, encoded once for each
 * encoding. Safe for use by any thread.
 */
public final class PresenceDelivery implements Consumer<PresenceChange> {

    private final Subscribers subscribers;

    /**
     * Makes the delivery of an engine.
     *
     * @param registry has the subscribers, which must be {@link Receiver}s
     * @param connections those of the engine
     */
    public PresenceDelivery(ChannelRegistry registry, Receivers connections) {
        this.subscribers = new Subscribers(registry, connections);
    }

    @Override
    public void accept(PresenceChange change) {
        Map<Encoding, PushedMessage> encoded = new IdentityHashMap<>(4);
        subscribers.forEach(change.channel(), receiver -> {
            if (receiver.connection().isOpen()) {
                push(change, receiver, encoded);
            }
        });
    }

    private static void push(PresenceChange change, Receiver receiver, Map<Encoding, PushedMessage> encoded) {
        Codec codec = receiver.codec();
        if (codec.version() == ProtocolVersion.V2) {
            receiver.push(encoded.computeIfAbsent(
                    codec.encoding(), encoding -> new PushedMessage(new SharedBytes(codec.encode(change)))));
        }
    }
}
