package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import java.util.List;

/**
 * Receives the events of a {@link PeerSession}. Messages come one at a time, over all links of the session. No method must block
 * for long, because the link reads no further messages meanwhile.
 */
public interface SessionListener {

    /**
     * A packet has arrived: in version 1 of the protocol any, in version 2 any of another source than SESSION.
     *
     * @param message the message; the listener owns the bytes
     * @param envelope the same message, opened
     */
    void received(ReceivedMessage message, Envelope envelope);

    /**
     * A message has arrived that is not a packet.
     *
     * @param message the message; the listener owns the bytes
     * @param fault says what is wrong with it
     */
    void malformed(ReceivedMessage message, MalformedPacketException fault);

    /** A numbered packet of source SESSION has arrived: gap, refresh or refreshed. Only in version 2. */
    default void session(SessionMessage message) {}

    /**
     * A beat has arrived. Only in version 2.
     *
     * @param positions where the channels with history are, as a server tells; empty for nothing new
     */
    default void beat(List<String> positions) {}

    /**
     * The session has lost its link, and is kept for another one; on any thread. A message of the lost link may still be being
     * handled. Only in version 2.
     *
     * @param why how the link has ended
     */
    default void suspended(CloseStatus why) {}

    /**
     * The session, which was suspended, has another link; on any thread, before the first message of that link. Only in version
     * 2.
     */
    default void resumed() {}

    /** Returns what the session tells of channels. Called once, while the session is made. Only in version 2. */
    default ChannelReports channelReports() {
        return ChannelReports.NONE;
    }

    /** The session has ended; once, on any thread. */
    void ended(SessionEnd end);
}
