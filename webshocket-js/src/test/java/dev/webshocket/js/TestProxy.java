package dev.webshocket.js;

import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A proxy whose next connections have the fates that a test has given. Safe for use by any thread. */
final class TestProxy implements AutoCloseable {

    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    private final CuttingProxy proxy;

    TestProxy(int server) {
        proxy = new CuttingProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), server), number -> {
            Fate next = fates.poll();
            return next == null ? Fate.NONE : next;
        });
    }

    /** Sets what happens to the next connections, one after the other; what comes behind them passes. */
    void fates(JsonObject body) {
        body.getJsonArray("fates")
                .getValuesAs(JsonObject.class)
                .forEach(fate -> fates.add(new Fate(
                        fate.containsKey("bytes") ? fate.getJsonNumber("bytes").longValue() : Long.MAX_VALUE,
                        Commands.how(fate),
                        fate.getInt("chunk", 1 << 16),
                        fate.getInt("delay", 0))));
    }

    void cut(Cut how) {
        proxy.cut(how);
    }

    void refuse(boolean refuse) {
        proxy.refuse(refuse);
    }

    int accepted() {
        return proxy.accepted();
    }

    long passed() {
        return proxy.passed();
    }

    int port() {
        return proxy.port();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
