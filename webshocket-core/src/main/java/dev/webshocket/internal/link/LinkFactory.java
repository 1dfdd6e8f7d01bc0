package dev.webshocket.internal.link;

import dev.webshocket.internal.memory.MemoryShare;

/** Makes a link for its listener. */
@FunctionalInterface
public interface LinkFactory {

    /**
     * Makes a link that does nothing before it is {@linkplain Link#start started}.
     *
     * @param memory accounts for unfinished messages
     */
    Link create(LinkListener listener, MemoryShare memory);
}
