package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.calls.CallLink;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.rpc.CallLane;
import dev.webshocket.internal.rpc.ClientCalls;
import dev.webshocket.internal.rpc.Peer;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.Refusal;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.packet.RpcResponse;

/**
 * One client's connection as the dispatcher sees it. Safe for use by any thread.
 *
 * @param owner the connection as user code sees it
 */
record ConnectionPeer(
        ServerConnection owner,
        Subprotocol subprotocol,
        CallLink link,
        PeerSession session,
        CallLane lane,
        int uploadBytes)
        implements Peer {

    @Override
    public ClientConnection connection() {
        return owner;
    }

    @Override
    public boolean isLetIn() {
        return owner.isLetIn();
    }

    @Override
    public Object handler(int index) {
        return owner.handler(index);
    }

    @Override
    public boolean isGeneric() {
        return !subprotocol.isFramework();
    }

    @Override
    public byte[] encode(RpcResponse answer) {
        return link.codec().encode(subprotocol.known(answer));
    }

    @Override
    public MemoryShare memory() {
        return link.memory();
    }

    @Override
    public Codec codec() {
        return link.codec();
    }

    @Override
    public ClientCalls calls() {
        return owner.calls();
    }

    @Override
    public Sender outbound() {
        return session.queue();
    }

    /** Ends the session for a message that the lane does not take. */
    void turnAwayForRoom(int bytes) {
        session.terminate(lane.hasMemory(bytes) ? Refusal.TOO_MANY_WAITING.status() : Refusal.NO_MEMORY.status());
    }

    /**
     * Tells whether a client that presents a secret may resume the connection: it must ask for the same, as the same user.
     */
    boolean mayBeResumed(ResumeSecret presented, Service at, Arrival newest, Subprotocol requested) {
        return at.model().path().equals(owner.endpoint())
                && requested == subprotocol
                && owner.arrival().isLike(newest)
                && owner.resumption().accepts(presented, newest);
    }

    @Override
    public void turnAwayForMemory() {
        session.terminate(Refusal.NO_MEMORY.status());
    }
}
