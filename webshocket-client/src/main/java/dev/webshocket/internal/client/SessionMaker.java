package dev.webshocket.internal.client;

import dev.webshocket.SlowConsumer;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.internal.client.socket.Handshake;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionLink;
import dev.webshocket.internal.session.SessionTerms;
import dev.webshocket.internal.session.Subprotocol;
import java.time.Duration;

/**
 * Makes the sessions of one client. No bound holds for all clients together: the program chooses their number, and each has its own
 * bounds. Immutable.
 */
final class SessionMaker {

    private static final int MISSED_PINGS = 2;
    private static final long LONGEST_CHECK_MILLIS = 1_000;
    private static final long SHORTEST_CHECK_MILLIS = 10;

    private final ClientOptions options;
    private final ClientBinding binding;
    private final Exposure exposure;
    private final ChannelPositions positions;
    private final ClientSession.Owner owner;

    /**
     * Makes it.
     *
     * @param binding has the codecs
     * @param exposure what the server may call
     * @param positions how far the client has read channels with history
     * @param owner gets the events of the sessions
     */
    SessionMaker(
            ClientOptions options,
            ClientBinding binding,
            Exposure exposure,
            ChannelPositions positions,
            ClientSession.Owner owner) {
        this.options = options;
        this.binding = binding;
        this.exposure = exposure;
        this.positions = positions;
        this.owner = owner;
    }

    /** Returns how far the client has read channels with history. */
    ChannelPositions positions() {
        return positions;
    }

    /** Makes a session of version 1, which ends with its link, and starts it. */
    ClientSession ofOneLink(Handshake links) {
        Codec codec = binding.codec(ProtocolVersion.V1);
        ClientSession session = new ClientSession(codec, owner, checkInterval(), exposure, positions);
        MemoryShare memory = MemoryBudget.unbounded();
        SessionBounds bounds = bounds(Subprotocol.MSGPACK);
        PeerSession peer = new PeerSession(links, bounds, codec, memory, Runnable::run, System::nanoTime, session);
        session.opened(peer, memory);
        session.checkLink(links::check);
        peer.start();
        return session;
    }

    /** Returns how often to check a session of version 1: four times in each interval of pings, and once a second at least. */
    private Duration checkInterval() {
        long quarter = options.pingInterval().isZero()
                ? LONGEST_CHECK_MILLIS
                : options.pingInterval().toMillis() / 4;
        return Duration.ofMillis(Math.max(SHORTEST_CHECK_MILLIS, Math.min(LONGEST_CHECK_MILLIS, quarter)));
    }

    /** Makes a link of version 2, which waits for a session. */
    SessionLink link(LinkFactory links, SessionLink.Opening opening) {
        return new SessionLink(
                links,
                bounds(Subprotocol.MSGPACK_V2),
                binding.codec(ProtocolVersion.V2),
                MemoryBudget.unbounded(),
                opening);
    }

    /** Makes a session of version 2, which has no link yet. */
    ClientSession resumable(SessionLink link, Welcome welcome) {
        Duration beat = Greeting.seconds(welcome.beat());
        SessionTerms terms =
                new SessionTerms(SessionTerms.Side.CLIENT, Greeting.seconds(welcome.keep()), beat, link.canSuspend());
        Codec codec = binding.codec(ProtocolVersion.V2);
        ClientSession session = new ClientSession(codec, owner, PeerSession.CHECK_INTERVAL, exposure, positions);
        MemoryShare memory = MemoryBudget.unbounded();
        SessionBounds bounds = bounds(Subprotocol.MSGPACK_V2);
        session.opened(
                PeerSession.resumable(terms, bounds, codec, memory, Runnable::run, System::nanoTime, session), memory);
        return session;
    }

    private SessionBounds bounds(Subprotocol subprotocol) {
        String stuck =
                "a message could not be sent within " + options.sendTimeout().toMillis() + " ms, the sendTimeout";
        return new SessionBounds(
                subprotocol,
                FrameKind.BINARY,
                options.outboundBytes(),
                SlowConsumer.CLOSE,
                options.maxMessageBytes(),
                Duration.ZERO,
                options.sendTimeout(),
                new CloseStatus(CloseStatus.GOING_AWAY, stuck),
                options.pingInterval(),
                MISSED_PINGS);
    }
}
