package dev.webshocket.tyrus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A socket that accepts as many bytes as a test says, and returns the test's input. For one thread. */
final class FakeSocket implements LinkSocket {

    final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    final Queue<byte[]> incoming = new ArrayDeque<>();
    int room = Integer.MAX_VALUE;
    int writes;
    boolean awaited;
    boolean watched = true;
    IOException failure;

    @Override
    public int read(LinkInput input, int longest) {
        byte[] part = incoming.poll();
        if (part == null) {
            return 0;
        }
        input.take(ByteBuffer.wrap(part));
        return part.length;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (failure != null) {
            throw failure;
        }
        writes++;
        byte[] taken = new byte[Math.min(room, bytes.remaining())];
        bytes.get(taken);
        wire.writeBytes(taken);
        room -= taken.length;
        return taken.length;
    }

    @Override
    public boolean isFlushed() {
        return true;
    }

    @Override
    public void awaitWritable() {
        awaited = true;
    }

    @Override
    public void watch(boolean reads) {
        watched = reads;
    }
}
