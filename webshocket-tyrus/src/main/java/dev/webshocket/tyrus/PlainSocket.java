package dev.webshocket.tyrus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * A socket without TLS, which bypasses Grizzly's filters.
 *
 * @param connection the connection that Grizzly's selector watches
 * @param channel the connection's channel channel
 * @param buffers the buffers for reads and writes
 */
record PlainSocket(TCPNIOConnection connection, SocketChannel channel, DirectBuffers buffers) implements LinkSocket {

    static PlainSocket of(TCPNIOConnection connection, DirectBuffers buffers) {
        return new PlainSocket(connection, (SocketChannel) connection.getChannel(), buffers);
    }

    @Override
    public int read(LinkInput input, int longest) throws IOException {
        ByteBuffer buffer = buffers.take();
        try {
            int count = channel.read(buffer.limit(Math.min(longest, buffer.capacity())));
            if (count > 0) {
                input.take(buffer.flip());
            }
            return count;
        } finally {
            buffers.giveBack(buffer);
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return channel.write(bytes);
    }

    @Override
    public boolean isFlushed() {
        return true;
    }

    @Override
    public void awaitWritable() throws IOException {
        connection.enableIOEvent(IOEvent.WRITE);
    }

    @Override
    public void watch(boolean reads) throws IOException {
        if (reads) {
            connection.enableIOEvent(IOEvent.READ);
        } else {
            connection.disableIOEvent(IOEvent.READ);
        }
    }
}
