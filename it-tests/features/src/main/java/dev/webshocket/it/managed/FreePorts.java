package dev.webshocket.it.managed;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.PrimitiveIterator.OfInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for a server. They are random, and below the range of outgoing connections, so another build is unlikely to
 * take them before the server starts.
 */
public final class FreePorts {

    private static final int LEAST = 20_000;
    private static final int LIMIT = 32_000;

    private final OfInt candidates =
            ThreadLocalRandom.current().ints(LEAST, LIMIT).iterator();
    private final Set<Integer> given = new LinkedHashSet<>();

    /** Returns a free port that was not returned before. */
    public int next() {
        int port;
        do {
            port = candidates.nextInt();
        } while (!isFree(port) || !given.add(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
