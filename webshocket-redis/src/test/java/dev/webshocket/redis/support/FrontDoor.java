package dev.webshocket.redis.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A load balancer of a test: each connection goes to the next of the servers that it knows. Safe for use by any thread. */
public final class FrontDoor implements AutoCloseable {

    private final ServerSocket listening;
    private final List<Integer> servers = new CopyOnWriteArrayList<>();
    private final Map<Socket, Integer> passing = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();

    /** Opens a door without servers. */
    public FrontDoor() throws IOException {
        this.listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "front-door");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Sends clients to a server from now on. */
    public void add(int port) {
        servers.add(port);
    }

    /** Sends no more clients to a server; those that are there stay. */
    public void withdraw(int port) {
        servers.remove((Integer) port);
    }

    /** Resets the connections of a server, as if its process had been killed. */
    public void cut(int port) {
        withdraw(port);
        passing.forEach((socket, to) -> {
            if (to == port) {
                reset(socket);
            }
        });
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that has left.
            }
        }
    }

    private void serve(Socket client) {
        List<Integer> all = List.copyOf(servers);
        if (all.isEmpty()) {
            reset(client);
            return;
        }
        int port = all.get(Math.floorMod(turns.getAndIncrement(), all.size()));
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            passing.put(client, port);
            passing.put(server, port);
            start(() -> pass(server, client));
            pass(client, server);
            // Cut before it was known here.
            if (!servers.contains(port) && client.isClosed()) {
                reset(server);
            }
        } catch (IOException e) {
            reset(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        } finally {
            passing.remove(from);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Closed already.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        passing.keySet().forEach(FrontDoor::reset);
    }
}
