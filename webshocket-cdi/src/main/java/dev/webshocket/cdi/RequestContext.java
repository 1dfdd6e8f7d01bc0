package dev.webshocket.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.CompletableFuture;

/**
 * The context of {@link RequestScoped} for calls, which move between threads, whereas the container's request context
 * is bound to one thread. It is inactive on a thread where the container's context is active. Safe for use by any
 * thread.
 */
final class RequestContext extends ScopedBeansContext {

    private final CurrentCall current;

    RequestContext(CurrentCall current) {
        super(RequestScoped.class);
        this.current = current;
    }

    /**
     * Tells whether the CDI container uses this context, as CDI 4.0, section 6.5.1, requires. OpenWebBeans does not: it
     * has a request context of its own on each thread. The test runs on a new thread, where no other context is active.
     */
    boolean isUsed(BeanManager beans) {
        CompletableFuture<Boolean> used = new CompletableFuture<>();
        Thread probe = new Thread(() -> used.complete(isUsedHere(beans)), "webshocket-request-scope");
        probe.setDaemon(true);
        probe.start();
        return used.join();
    }

    private boolean isUsedHere(BeanManager beans) {
        CallFrame frame = CallFrame.open(new TransferableCall(null, current, beans, RequestEvents.NONE), current);
        try {
            return beans.getContext(RequestScoped.class) == this;
        } catch (ContextNotActiveException | IllegalStateException e) {
            return false;
        } finally {
            frame.close();
        }
    }

    @Override
    public boolean isActive() {
        CallFrame frame = current.get();
        return frame != null && frame.hasRequest();
    }

    @Override
    ScopedBeans beans() {
        return current.require().call().requestBeans();
    }
}
