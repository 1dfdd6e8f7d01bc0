package dev.webshocket.internal.calls;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Reading;
import dev.webshocket.internal.session.Sender;

/**
 * One session as its calls and streams use it, at either end. Immutable, and safe for use by any thread.
 *
 * @param sender the send queue
 * @param reading stops in version 1 of the protocol while a stream is full
 * @param codec of the session's version and encoding
 * @param memory charged with the items that wait
 * @param streams the uploads of the session
 */
public record CallLink(Sender sender, Reading reading, Codec codec, MemoryShare memory, StreamTable streams) {

    /** Tells whether the session has version 2 of the protocol, and so uploads, and credit for items. */
    public boolean hasCredit() {
        return codec.version() != ProtocolVersion.V1;
    }
}
