package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The open upgraded connections. Safe for use by any thread. */
final class OpenLinks {

    private final Set<GrizzlyLink> links = new HashSet<>();

    synchronized void add(GrizzlyLink link) {
        links.add(link);
    }

    synchronized void remove(GrizzlyLink link) {
        links.remove(link);
        notifyAll();
    }

    synchronized int size() {
        return links.size();
    }

    /** Closes all. */
    void closeAll(CloseStatus status) {
        List<GrizzlyLink> all;
        synchronized (this) {
            all = List.copyOf(links);
        }
        all.forEach(link -> link.close(status));
    }

    /** Waits until all are closed or the time is over. */
    synchronized void awaitNone(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (!links.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
