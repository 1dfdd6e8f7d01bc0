package dev.webshocket.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * A TCP proxy that cuts, delays and slows the connections that pass it. One thread serves all connections. Safe for use by any
 * thread.
 */
public final class CuttingProxy implements AutoCloseable {

    /** How a connection is cut. */
    public enum Cut {
        /** Both sides see an orderly end of the stream, without a close frame. */
        FIN,
        /** Both sides see a reset. */
        RST,
        /** Both sides see nothing: the sockets stay open, and no byte passes any more. */
        SILENCE
    }

    /**
     * What happens to one connection.
     *
     * @param bytes after how many bytes, of both directions together, it is cut; {@link Long#MAX_VALUE} for never
     * @param cut how it is cut
     * @param chunk how many bytes pass at once in one direction
     * @param delayMillis how long each chunk is held back; zero for not at all
     */
    public record Fate(long bytes, Cut cut, int chunk, long delayMillis) {

        /** Bytes pass as they come. */
        public static final Fate NONE = new Fate(Long.MAX_VALUE, Cut.FIN, 1 << 16, 0);

        /** Makes the fate of a connection that is cut. */
        public static Fate cutAfter(long bytes, Cut cut) {
            return new Fate(bytes, cut, 1 << 16, 0);
        }
    }

    private final InetSocketAddress target;
    private final IntFunction<Fate> fates;
    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Passage> passages = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();
    private final Thread thread;
    private volatile boolean refusing;

    /**
     * Starts a proxy on a free port of the loopback interface.
     *
     * @param target where the connections go
     * @param fates gives the fate of each connection, by its number from 0 on; on the proxy's thread
     */
    public CuttingProxy(InetSocketAddress target, IntFunction<Fate> fates) {
        this.target = target;
        this.fates = fates;
        try {
            selector = Selector.open();
            listening = ServerSocketChannel.open();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a proxy for the server of a URI. */
    public static CuttingProxy to(URI service, IntFunction<Fate> fates) {
        return new CuttingProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.getPort()), fates);
    }

    /** Returns the URI of a service as it is reached through the proxy. */
    public URI through(URI service) {
        return URI.create(service.getScheme() + "://"
                + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port() + service.getPath());
    }

    /** Returns the port that the proxy listens on. */
    public int port() {
        return listening.socket().getLocalPort();
    }

    /** Returns how many connections have been accepted. */
    public int accepted() {
        return accepted.get();
    }

    /** Returns how many bytes have passed on all connections. */
    public long passed() {
        return passed.get();
    }

    /** Cuts all connections that are there now. */
    public void cut(Cut how) {
        onThread(() -> List.copyOf(passages).forEach(passage -> passage.cut(how)));
    }

    /** Resets each new connection at once, or no longer does. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    @Override
    public void close() {
        onThread(() -> {
            List.copyOf(passages).forEach(Passage::end);
            quietly(listening::close);
            thread.interrupt();
        });
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onThread(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        try (Selector closed = selector) {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(passages.stream().anyMatch(Passage::isHeldBack) ? 1 : 0);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
                selector.selectedKeys().clear();
                for (SelectionKey key : ready) {
                    if (key.isValid()) {
                        serve(key);
                    }
                }
                List.copyOf(passages).forEach(Passage::goOn);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.attachment() instanceof Direction direction) {
            direction.goOn();
            return;
        }
        SocketChannel client = listening.accept();
        if (client == null) {
            return;
        }
        if (refusing) {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close();
            return;
        }
        Fate fate = fates.apply(accepted.getAndIncrement());
        try {
            Passage passage = new Passage(client, SocketChannel.open(target), fate);
            passages.add(passage);
            if (fate.bytes() == 0) {
                passage.cut(fate.cut());
            }
        } catch (IOException e) {
            // The server does not listen.
            client.close();
        }
    }

    /** One connection of a client and the one to the server that belongs to it. For the proxy's thread. */
    private final class Passage {

        private final SocketChannel client;
        private final SocketChannel server;
        private final Fate fate;
        private final Direction up;
        private final Direction down;
        private long left;
        private boolean silent;

        Passage(SocketChannel client, SocketChannel server, Fate fate) throws IOException {
            this.client = client;
            this.server = server;
            this.fate = fate;
            this.left = fate.bytes();
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.configureBlocking(false);
            server.configureBlocking(false);
            this.up = new Direction(this, client, server);
            this.down = new Direction(this, server, client);
        }

        void goOn() {
            up.goOn();
            down.goOn();
        }

        boolean isHeldBack() {
            return up.isHeldBack() || down.isHeldBack();
        }

        void cut(Cut how) {
            if (how == Cut.SILENCE) {
                silent = true;
                up.stop();
                down.stop();
                return;
            }
            if (how == Cut.RST) {
                quietly(() -> client.setOption(StandardSocketOptions.SO_LINGER, 0));
                quietly(() -> server.setOption(StandardSocketOptions.SO_LINGER, 0));
            }
            end();
        }

        void end() {
            quietly(client::close);
            quietly(server::close);
            passages.remove(this);
        }
    }

    /** The bytes of one direction of a passage. For the proxy's thread. */
    private final class Direction {

        private final Passage passage;
        private final SocketChannel from;
        private final SocketChannel to;
        private final SelectionKey key;
        private final ByteBuffer buffer;
        /** Until when the bytes in the buffer are held back, in nanoseconds; zero for not at all. */
        private long heldUntil;

        private boolean ended;

        Direction(Passage passage, SocketChannel from, SocketChannel to) throws IOException {
            this.passage = passage;
            this.from = from;
            this.to = to;
            this.buffer = ByteBuffer.allocate(passage.fate.chunk()).limit(0);
            this.key = from.register(selector, SelectionKey.OP_READ, this);
        }

        boolean isHeldBack() {
            return buffer.hasRemaining() && !passage.silent;
        }

        void stop() {
            if (key.isValid()) {
                key.interestOps(0);
            }
        }

        void goOn() {
            if (passage.silent || !from.isOpen() || !to.isOpen()) {
                return;
            }
            try {
                if (!buffer.hasRemaining() && !ended) {
                    read();
                }
                if (buffer.hasRemaining() && System.nanoTime() - heldUntil >= 0) {
                    write();
                }
                if (key.isValid() && !passage.silent) {
                    key.interestOps(buffer.hasRemaining() || ended ? 0 : SelectionKey.OP_READ);
                }
            } catch (IOException e) {
                passage.end();
            }
        }

        private void read() throws IOException {
            buffer.clear();
            buffer.limit((int) Math.min(buffer.capacity(), passage.left));
            int read = from.read(buffer);
            buffer.flip();
            if (read < 0) {
                ended = true;
                to.shutdownOutput();
            } else if (read > 0) {
                passage.left -= read;
                passed.addAndGet(read);
                heldUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(passage.fate.delayMillis());
            }
        }

        private void write() throws IOException {
            to.write(buffer);
            if (!buffer.hasRemaining() && passage.left == 0) {
                passage.cut(passage.fate.cut());
            }
        }
    }

    private static void quietly(Closing action) {
        try {
            action.run();
        } catch (IOException e) {
            // The socket has ended already.
        }
    }

    @FunctionalInterface
    private interface Closing {

        void run() throws IOException;
    }
}
