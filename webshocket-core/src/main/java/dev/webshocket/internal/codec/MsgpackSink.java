package dev.webshocket.internal.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** Writes MessagePack. */
final class MsgpackSink implements MessageSink {

    // Strings of any length are encoded by String.getBytes, which is faster than the packer's own way and needs no
    // buffer of six times the size.
    private static final MessagePack.PackerConfig PACKER =
            new MessagePack.PackerConfig().withSmallStringOptimizationThreshold(Integer.MAX_VALUE);

    private final GrowingOutput message = new GrowingOutput();
    private final MessagePacker out = PACKER.newPacker(message);

    @Override
    public byte[] message() throws IOException {
        // All that the packer holds is memory, so that it need not be closed.
        out.flush();
        return message.toByteArray();
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
    public void key(WireMember member) throws IOException {
        byte[] name = member.ascii();
        out.packRawStringHeader(name.length);
        out.writePayload(name);
    }

    @Override
    public void end() {
        // A list or map is over when what its header announced has come.
    }
}
