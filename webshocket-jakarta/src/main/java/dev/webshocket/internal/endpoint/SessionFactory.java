package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.SessionTerms;
import java.util.concurrent.Executor;

/** Makes the session of a connection, which is its listener. */
@FunctionalInterface
interface SessionFactory {

    PeerSession make(SessionBounds bounds, Codec codec, MemoryShare memory, Executor upkeep, SessionListener owner);

    /** Makes sessions of version 1, with one link. */
    static SessionFactory single(LinkFactory links) {
        return (bounds, codec, memory, upkeep, owner) ->
                new PeerSession(links, bounds, codec, memory, upkeep, System::nanoTime, owner);
    }

    /** Makes sessions of version 2, which have no link yet. */
    static SessionFactory resumable(SessionTerms terms) {
        return (bounds, codec, memory, upkeep, owner) ->
                PeerSession.resumable(terms, bounds, codec, memory, upkeep, System::nanoTime, owner);
    }
}
