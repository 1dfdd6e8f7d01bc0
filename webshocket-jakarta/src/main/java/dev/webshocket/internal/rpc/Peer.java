package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.calls.CallLink;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.packet.RpcResponse;

/** A connection as the dispatcher sees it. Safe for use by any thread. */
public interface Peer {

    /** Returns the connection that user code sees. */
    ClientConnection connection();

    /** Tells whether the connect callbacks have accepted the client, so that its attributes are set. */
    boolean isLetIn();

    /** Returns the instance of the handler class at this index of the service's model. */
    Object handler(int index);

    /** Tells whether it is a generic client, which uses JSON, rather than a framework client. */
    boolean isGeneric();

    /**
     * Encodes an answer for this client.
     *
     * @throws dev.webshocket.internal.codec.EncodingException if a value in it cannot be encoded
     */
    byte[] encode(RpcResponse answer);

    /** Returns what encodes messages for this client. */
    Codec codec();

    /** Returns the server's calls of this client. */
    ClientCalls calls();

    /** Returns the queue for answers and calls. */
    Sender outbound();

    /** Returns the session as calls and streams use it. */
    CallLink link();

    /** Returns how many bytes of an upload may wait. */
    int uploadBytes();

    /** Returns the lane of this connection's calls. */
    CallLane lane();

    /** Returns the connection's share of the application's memory. */
    MemoryShare memory();

    /** Closes the connection, because the application has no memory for a message that cannot be answered. */
    void turnAwayForMemory();
}
