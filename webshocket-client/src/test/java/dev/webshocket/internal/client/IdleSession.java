package dev.webshocket.internal.client;

import dev.webshocket.PresenceChange;
import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.packet.Packet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Creates sessions without a peer. */
final class IdleSession {

    private IdleSession() {}

    /** Creates a session with room for a megabyte. */
    static ClientSession create() {
        return create(new ChannelPositions(System::nanoTime));
    }

    /** Creates such a session of a client that has read channels with history. */
    static ClientSession create(ChannelPositions positions) {
        Codec codec = new Codec(Encoding.MSGPACK, new Binding(), 64);
        ClientSession.Owner owner = new ClientSession.Owner() {
            @Override
            public void received(Packet packet, int bytes, boolean isKept) {}

            @Override
            public void gap(List<String> channels) {}

            @Override
            public void presence(PresenceChange change, int bytes) {}

            @Override
            public void refreshed(ClientSession session, Refreshed answer) {}

            @Override
            public void suspended(ClientSession session, SessionEnd loss) {}

            @Override
            public void ended(ClientSession session, SessionEnd end) {}
        };
        ClientSession session = new ClientSession(
                codec,
                owner,
                Duration.ofSeconds(1),
                new Exposure(Map.of(), null, null, 0, new SampledLog()),
                positions);
        SessionBounds bounds = new SessionBounds(
                Subprotocol.MSGPACK,
                FrameKind.BINARY,
                1 << 20,
                SlowConsumer.CLOSE,
                1000,
                Duration.ZERO,
                Duration.ZERO,
                null,
                Duration.ZERO,
                2);
        HeldLink link = new HeldLink();
        MemoryShare memory = MemoryBudget.unbounded();
        session.opened(
                new PeerSession(
                        (listener, share) -> link, bounds, codec, memory, Runnable::run, System::nanoTime, session),
                memory);
        return session;
    }
}
