package dev.webshocket.demo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A TCP proxy in front of several servers: it gives each connection to the next server in turn that accepts one. It knows nothing of
 * the bytes, so a client whose server has ended sees its connection end, and comes to another server when it connects again.
 *
 * <p>One thread serves all connections, of which there are at most {@value #MOST_CONNECTIONS}; others wait until one has ended.
 * Safe for use by any thread.
 */
public final class FrontDoor implements AutoCloseable {

    /** The most connections at a time. */
    public static final int MOST_CONNECTIONS = 10_000;

    private static final int BACKLOG = 1_024;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final SelectionKey accepting;
    private final Thread thread;
    /** For the thread alone. */
    private final Set<Passage> passages = new HashSet<>();

    private volatile List<InetSocketAddress> servers;
    private volatile boolean closed;
    /** For the thread alone. */
    private int turn;

    private FrontDoor(InetSocketAddress address, List<InetSocketAddress> servers) throws IOException {
        this.servers = List.copyOf(servers);
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        try {
            listening.bind(address, BACKLOG);
            listening.configureBlocking(false);
            accepting = listening.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listening.close();
            selector.close();
            throw e;
        }
        thread = new Thread(this::run, "front-door");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Opens a front door.
     *
     * @param address where to listen; port 0 for any free port
     * @param servers where the servers listen
     * @return accepts connections until it is closed
     * @throws IOException if it cannot listen there, for instance because the port is taken
     */
    public static FrontDoor open(InetSocketAddress address, List<InetSocketAddress> servers) throws IOException {
        return new FrontDoor(address, servers);
    }

    /** Returns the port that it listens on. */
    public int port() {
        return listening.socket().getLocalPort();
    }

    /**
     * Replaces the servers, for instance because one has been restarted on another port. Connections that are there stay.
     *
     * @param servers where new connections go
     */
    public void servers(List<InetSocketAddress> servers) {
        this.servers = List.copyOf(servers);
    }

    /** Ends all connections, and listens no more. May be called several times. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Selector ending = selector;
                ServerSocketChannel alsoEnding = listening) {
            while (!closed) {
                selector.select(this::serve);
                accepting.interestOps(passages.size() < MOST_CONNECTIONS ? SelectionKey.OP_ACCEPT : 0);
            }
            List.copyOf(passages).forEach(Passage::end);
        } catch (IOException e) {
            throw new UncheckedIOException("the front door has ended", e);
        }
    }

    private void serve(SelectionKey key) {
        if (key == accepting) {
            accept();
        } else if (key.isValid()) {
            ((Passage) key.attachment()).goOn(key);
        }
    }

    private void accept() {
        try {
            SocketChannel client = listening.accept();
            if (client != null) {
                Passage passage = new Passage(selector, client, inTurn(), passages::remove);
                passages.add(passage);
                passage.start();
            }
        } catch (IOException e) {
            // That client has given up, or there are too few file descriptors for the moment.
        }
    }

    /** Returns all servers, beginning with the one whose turn it is. */
    private List<InetSocketAddress> inTurn() {
        List<InetSocketAddress> all = servers;
        int first = Math.floorMod(turn++, Math.max(1, all.size()));
        List<InetSocketAddress> rotated = new ArrayList<>(all.subList(first, all.size()));
        rotated.addAll(all.subList(0, first));
        return rotated;
    }
}
