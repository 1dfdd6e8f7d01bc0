package dev.webshocket.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.CompletableFuture;

/**
 * The context of {@link RequestScoped} while a call is run: the container's own belongs to the thread that began it, but a
 * call goes from one thread to another. Where the container's is active on a thread this one is not. Safe for use by any
 * thread.
 */
final class RequestContext extends ScopedBeansContext {

    private final CurrentCall current;

    RequestContext(CurrentCall current) {
        super(RequestScoped.class);
        this.current = current;
    }

    /**
     * Tells whether the container asks this context at all, as CDI 4.0 has it (section 6.5.1): OpenWebBeans has one of its own
     * on each thread, and asks no other. Tried on a thread on which nothing else is active.
     */
    boolean isUsed(BeanManager beans) {
        CompletableFuture<Boolean> used = new CompletableFuture<>();
        Thread trial = new Thread(() -> used.complete(isUsedHere(beans)), "webshocket-request-scope");
        trial.setDaemon(true);
        trial.start();
        return used.join();
    }

    private boolean isUsedHere(BeanManager beans) {
        CallFrame frame = CallFrame.open(new TravellingCall(null, current, beans, RequestEvents.NONE), current);
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
