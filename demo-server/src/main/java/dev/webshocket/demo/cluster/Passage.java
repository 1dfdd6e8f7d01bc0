package dev.webshocket.demo.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A connection of a client, and the one to a server that belongs to it. Reads of one side no more than the other side takes. For the
 * front door's thread.
 */
final class Passage {

    private final Selector selector;
    private final SocketChannel client;
    private final Iterator<InetSocketAddress> candidates;
    private final Consumer<Passage> ended;
    /** Null while there is no connection to a server yet. */
    private SocketChannel server;

    private SelectionKey clientKey;
    private SelectionKey serverKey;
    private Pipe up;
    private Pipe down;

    /**
     * Makes a passage, which has to be started.
     *
     * @param servers where to try, in this order
     * @param ended called once, when both connections have ended
     */
    Passage(Selector selector, SocketChannel client, List<InetSocketAddress> servers, Consumer<Passage> ended) {
        this.selector = selector;
        this.client = client;
        this.candidates = servers.iterator();
        this.ended = ended;
    }

    /** Begins to connect to a server. */
    void start() {
        try {
            prepare(client);
            connectToNext();
        } catch (IOException e) {
            end();
        }
    }

    /** Does what a ready key says. */
    void goOn(SelectionKey key) {
        try {
            if (up == null) {
                finishConnecting();
            } else {
                pass();
            }
        } catch (IOException e) {
            end();
        }
    }

    /** Ends both connections. */
    void end() {
        close(client);
        close(server);
        ended.accept(this);
    }

    private void connectToNext() {
        while (candidates.hasNext()) {
            try {
                server = SocketChannel.open();
                prepare(server);
                serverKey = server.register(selector, SelectionKey.OP_CONNECT, this);
                if (server.connect(candidates.next())) {
                    begin();
                }
                return;
            } catch (IOException e) {
                close(server);
            }
        }
        end();
    }

    private void finishConnecting() {
        try {
            if (server.finishConnect()) {
                begin();
            }
        } catch (IOException e) {
            close(server);
            connectToNext();
        }
    }

    private void begin() throws IOException {
        clientKey = client.register(selector, SelectionKey.OP_READ, this);
        up = new Pipe(client, server);
        down = new Pipe(server, client);
        pass();
    }

    private void pass() throws IOException {
        up.pass();
        down.pass();
        if (up.hasEnded() && down.hasEnded()) {
            end();
            return;
        }
        clientKey.interestOps(up.readInterest() | down.writeInterest());
        serverKey.interestOps(down.readInterest() | up.writeInterest());
    }

    private static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It has ended already.
        }
    }
}
