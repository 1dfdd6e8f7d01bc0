package dev.webshocket.internal.bridge;

import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.SessionBounds;
import jakarta.websocket.Session;
import java.util.concurrent.Executor;

/**
 * What the links of one client have in common. Immutable.
 *
 * @param bounds of their sessions
 * @param threads who works for them
 */
public record ClientLinks(SessionBounds bounds, LinkThreads threads) {

    /**
     * Makes what they have in common.
     *
     * @param bounds of their sessions
     * @param executor closes sessions
     * @param longMessages sends long messages, which may take as long as servers like
     */
    public ClientLinks(SessionBounds bounds, Executor executor, Executor longMessages) {
        this(bounds, new LinkThreads(executor, longMessages, false));
    }

    JakartaLink link(Session session, MemoryShare memory, LinkListener listener) {
        return new JakartaLink(session, threads, bounds.maxMessageBytes(), memory, listener);
    }
}
