package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import java.io.IOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * The encoding of framework clients, subprotocol {@code webshocket.v1}: MessagePack.
 *
 * <p>A map's key that is a scalar other than a string becomes its text. Lone surrogates in strings to be sent become
 * {@code ?}. It is safe for use by several threads.
 */
public final class MsgpackCodec implements Codec {

    // The default of 8 KiB costs more than encoding a small packet. Strings of any length are encoded by
    // String.getBytes, which is faster than the packer's own way and needs no buffer of six times the size.
    private static final MessagePack.PackerConfig PACKER =
            new MessagePack.PackerConfig().withBufferSize(512).withSmallStringOptimizationThreshold(Integer.MAX_VALUE);

    private final Binding binding;
    private final MessageBounds bounds;

    /**
     * Makes the codec, for messages that may hold any number of values.
     *
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public MsgpackCodec(Binding binding, int maxNesting) {
        this(binding, maxNesting, Integer.MAX_VALUE);
    }

    /**
     * Makes the codec.
     *
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @param maxValues how many values a received message may hold that is to be made into values, keys of maps included
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public MsgpackCodec(Binding binding, int maxNesting, int maxValues) {
        this.binding = binding;
        this.bounds = new MessageBounds(maxNesting, maxValues, binding.rules().maxNumberDigits());
    }

    @Override
    public Envelope open(byte[] message) throws MalformedPacketException {
        return EnvelopeReader.read(new MsgpackReader(message, bounds));
    }

    @Override
    public byte[] encode(Packet packet) {
        try (MessageBufferPacker packer = PACKER.newBufferPacker()) {
            new PacketOutput(binding, new MsgpackSink(packer)).write(packet);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new EncodingException("a buffer in memory failed", e);
        }
    }
}
