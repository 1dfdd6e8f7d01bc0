package dev.webshocket.internal.codec;

import java.util.Arrays;
import org.msgpack.core.buffer.MessageBuffer;
import org.msgpack.core.buffer.MessageBufferOutput;

/**
 * Collects one message in one array, which most messages fit at once. The packer's own output keeps a list of buffers of equal
 * size. For one thread at a time.
 */
final class GrowingOutput implements MessageBufferOutput {

    private static final int INITIAL = 192;

    private byte[] bytes = new byte[INITIAL];
    private int length;

    /** Returns what has been written. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public MessageBuffer next(int minimumSize) {
        reserve(minimumSize);
        return MessageBuffer.wrap(bytes, length, bytes.length - length);
    }

    @Override
    public void writeBuffer(int written) {
        length += written;
    }

    @Override
    public void write(byte[] buffer, int offset, int count) {
        reserve(count);
        System.arraycopy(buffer, offset, bytes, length, count);
        length += count;
    }

    @Override
    public void add(byte[] buffer, int offset, int count) {
        write(buffer, offset, count);
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * bytes.length));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
