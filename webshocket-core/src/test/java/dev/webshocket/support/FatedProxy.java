package dev.webshocket.support;

import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy whose next connections have the fates that a test has given. Safe for use by any thread. */
public final class FatedProxy implements AutoCloseable {

    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final CuttingProxy proxy;

    /**
     * Starts one on a free port.
     *
     * @param port the server's, on the loopback interface
     */
    public FatedProxy(int port) {
        proxy = new CuttingProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), number -> next());
    }

    private Fate next() {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Fate.cutAfter(0, Cut.RST);
        }
        Fate next = fates.poll();
        return next == null ? Fate.NONE : next;
    }

    /** Sets what happens to the next connections, one after the other; what comes behind them passes. */
    public void fates(Collection<Fate> more) {
        fates.addAll(more);
    }

    /** Resets so many of the next connections. */
    public void refuseNext(int connections) {
        refusals.addAndGet(connections);
    }

    /** Resets each new connection at once, or no longer does. */
    public void refuse(boolean refuse) {
        proxy.refuse(refuse);
    }

    /** Cuts all connections that are there now. */
    public void cut(Cut how) {
        proxy.cut(how);
    }

    /** Returns how many connections have been accepted. */
    public int accepted() {
        return proxy.accepted();
    }

    /** Returns how many bytes have passed. */
    public long passed() {
        return proxy.passed();
    }

    /** Returns the port that it listens on. */
    public int port() {
        return proxy.port();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
