package dev.webshocket.internal.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Writes MessagePack. */
final class MsgpackSink implements MessageSink {

    // The default of 8 KiB costs more than encoding a small packet. Strings of any length are encoded by
    // String.getBytes, which is faster than the packer's own way and needs no buffer of six times the size.
    private static final MessagePack.PackerConfig PACKER =
            new MessagePack.PackerConfig().withBufferSize(512).withSmallStringOptimizationThreshold(Integer.MAX_VALUE);

    private final MessageBufferPacker out = PACKER.newBufferPacker();

    @Override
    public byte[] message() throws IOException {
        // All that the packer holds is memory, so that it need not be closed.
        return out.toByteArray();
    }

    @Override
    public void nil() throws IOException {
        out.packNil();
    }

    @Override
    public void bool(boolean value) throws IOException {
        out.packBoolean(value);
    }

    @Override
    public void integer(long value) throws IOException {
        out.packLong(value);
    }

    @Override
    public void integer(BigInteger value) throws IOException {
        if (!PlainNumber.hasSixtyFourBits(value)) {
            throw new EncodingException("an integer of more than 64 bits has no form in MessagePack");
        }
        out.packBigInteger(value);
    }

    @Override
    public void real(double value) throws IOException {
        out.packDouble(value);
    }

    @Override
    public void decimal(BigDecimal value) throws IOException {
        out.packString(value.toString());
    }

    @Override
    public void text(String value) throws IOException {
        out.packString(value);
    }

    @Override
    public void bytes(byte[] value) throws IOException {
        out.packBinaryHeader(value.length);
        out.addPayload(value);
    }

    @Override
    public void instant(Instant value) throws IOException {
        out.packTimestamp(value);
    }

    @Override
    public void list(int size) throws IOException {
        out.packArrayHeader(size);
    }

    @Override
    public void map(int size) throws IOException {
        out.packMapHeader(size);
    }

    @Override
    public void key(String name) throws IOException {
        out.packString(name);
    }

    @Override
    public void end() {
        // A list or map is over when what its header announced has come.
    }
}
