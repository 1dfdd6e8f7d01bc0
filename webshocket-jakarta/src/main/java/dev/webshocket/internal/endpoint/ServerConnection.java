package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.calls.CallLink;
import dev.webshocket.internal.calls.StreamTable;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.rpc.BriefTask;
import dev.webshocket.internal.rpc.CallLane;
import dev.webshocket.internal.rpc.LaneThreads;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.Refusal;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionLink;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.SessionTerms;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.extension.StoredSession;
import java.util.Optional;
import java.util.UUID;

/** One client's connection as user code sees it, from its arrival to its end. Safe for use by any thread. */
final class ServerConnection extends SendingConnection implements SessionListener {

    private final Service service;
    private final MemoryShare memory;
    private final Codec codec;
    private final PeerSession session;
    private final CallLane lane;
    private final ConnectionSubscriptions subscriptions;
    private final ConnectionHandlers handlers;
    private final ConnectionCredentials credentials;
    private final ConnectionPeer peer;

    /** Null if the connection has one link only. */
    private final Resumption resumption;

    /** Null if the session ends with this engine. */
    private final StoredCopy copy;

    private volatile boolean begun;

    /** Whether it receives broadcasts. */
    private volatile boolean listening;

    /** Makes the connection of one link, with which it ends. */
    static ServerConnection single(Arrival arrival, Subprotocol subprotocol, LinkFactory links, Service service) {
        return new ServerConnection(arrival, subprotocol, SessionFactory.single(links), null, service, null);
    }

    /**
     * Makes a connection that outlives its links, of which it has none yet.
     *
     * @param origin the session that it goes on with, from another server; null for a new one
     */
    static ServerConnection resumable(
            Arrival arrival, Subprotocol subprotocol, SessionTerms terms, Service service, StoredSession origin) {
        return new ServerConnection(arrival, subprotocol, SessionFactory.resumable(terms), terms, service, origin);
    }

    private ServerConnection(
            Arrival arrival,
            Subprotocol subprotocol,
            SessionFactory sessions,
            SessionTerms terms,
            Service service,
            StoredSession origin) {
        super(origin == null ? UUID.randomUUID().toString() : origin.uid(), arrival, service.engine());
        ServiceEngine engine = service.engine();
        this.service = service;
        this.memory = engine.memory().share(this::giveUpForOthers);
        this.codec = engine.codec(subprotocol);
        this.session = sessions.make(
                engine.sessionBounds(subprotocol),
                codec,
                memory,
                engine.environment().executors().upkeep(),
                this);
        // A client whose address is not known has its own network.
        Object network = arrival.network().map(Object.class::cast).orElse(uid());
        this.credentials = new ConnectionCredentials(this, service, network, session.queue()::refuse, memory);
        this.lane = new CallLane(
                new LaneThreads(
                        new LaneThreads.Client(uid(), network),
                        engine.environment().executors(),
                        arrival.context(),
                        engine.failures()),
                session.queue(),
                session,
                engine.laneBounds(),
                memory);
        this.subscriptions = new ConnectionSubscriptions(session, this::newSubscriptions);
        CallLink link = new CallLink(session.queue(), session, codec, memory, new StreamTable());
        this.peer = new ConnectionPeer(
                this,
                subprotocol,
                link,
                session,
                lane,
                engine.environment().settings().uploadBytes());
        this.handlers = new ConnectionHandlers(this, peer, service);
        LinkCallbacks callbacks = service.observesLinks() ? new LinkCallbacks(lane, handlers) : null;
        this.resumption = terms == null ? null : new Resumption(this, engine, terms, session, callbacks);
        this.copy = resumption == null ? null : StoredCopy.of(this, engine, resumption.secrets(), origin);
        if (origin != null) {
            attributes().putAll(origin.attributes());
        }
    }

    /** Begins a connection of one link, unless its origin may not connect, or there are too many connections. */
    void open() {
        session.start();
        begin();
    }

    /** Begins a resumable connection on its first link. */
    void open(SessionLink link) {
        begin();
        resumption.begin(link, null);
    }

    /**
     * Goes on with a session of another server, on its first link here. The subscriptions are there before the client is welcomed
     * and before code of the application runs.
     *
     * @param presented the secret that the client has used
     */
    void restore(SessionLink link, ResumeSecret presented) {
        begin();
        copy.restoreSubscriptions();
        resumption.begin(link, presented);
    }

    private void begin() {
        begun = true;
        nameUser();
        // Counted before it can end, because its end decrements the count.
        Optional<CloseStatus> full = service.engine().registry().admit(this);
        Optional<CloseStatus> refusal = arrival().mayConnect() ? full : Optional.of(Arrival.FOREIGN_ORIGIN);
        if (refusal.isPresent()) {
            turnAway(refusal.get());
            return;
        }
        boolean restored = copy != null && copy.isRestored();
        if (service.connectsAtOnce() && !(restored && service.observesLinks())) {
            connect();
            return;
        }
        BriefTask connect = this::connect;
        lane.offer(connect, 0);
        if (restored || service.model().onConnect().isEmpty()) {
            // No callback can refuse the client, so it need not wait for a thread of the lane.
            listening = true;
        }
    }

    private void connect() {
        Optional<CloseStatus> refusal = copy != null && copy.isRestored() ? handlers.restore() : handlers.connect();
        refusal.ifPresentOrElse(this::turnAway, this::letIn);
    }

    private void letIn() {
        listening = true;
        if (copy != null) {
            copy.changedAtOnce();
        }
    }

    /** Ends the connection, unless it has begun. */
    void discard(CloseStatus status) {
        if (!begun) {
            turnAway(status);
        }
    }

    /** Tells whether it has begun, so that the registry counts it. */
    boolean hasBegun() {
        return begun;
    }

    /** Tells whether the connection outlives its links. */
    boolean isResumable() {
        return resumption != null;
    }

    /** Returns what resumes the connection; null if it has one link only. */
    Resumption resumption() {
        return resumption;
    }

    /** Returns what the store has of it; null if the session ends with this engine. */
    StoredCopy copy() {
        return copy;
    }

    @Override
    void stateChanged() {
        if (copy != null) {
            copy.changed();
        }
    }

    Subprotocol subprotocol() {
        return peer.subprotocol();
    }

    @Override
    public void suspended(CloseStatus why) {
        resumption.suspended(why);
    }

    @Override
    public void resumed() {
        resumption.resumed();
    }

    /** Returns the credentials that the client sends. */
    ConnectionCredentials credentials() {
        return credentials;
    }

    @Override
    public void session(SessionMessage message) {
        credentials.received(message);
    }

    @Override
    public void received(ReceivedMessage message, Envelope envelope) {
        // Calls that arrive after the connection has begun to close would not be answered, and must not run.
        if (!session.isClosing() && !service.dispatcher().receive(peer, message, envelope)) {
            peer.turnAwayForRoom(message.bytes().length);
        }
    }

    @Override
    public void malformed(ReceivedMessage message, MalformedPacketException fault) {
        if (!session.isClosing() && !service.dispatcher().malformed(peer, message, fault)) {
            peer.turnAwayForRoom(message.bytes().length);
        }
    }

    /** Ends the connection now, not when the container reports it: waiting calls must not run. */
    void turnAway(CloseStatus status) {
        session.terminate(status);
    }

    /** Ends the connection to free memory for others: it has held the most for the longest time. */
    private void giveUpForOthers() {
        turnAway(Refusal.GIVEN_UP_FOR_OTHERS.status());
    }

    /**
     * Pings the client, aborts the session of a client that does not answer or read, and checks a full lane. For the timer's
     * thread.
     */
    void check(long now) {
        session.check(now);
        credentials.check(now);
        checkRecovery(now);
        lane.check(now);
        if (copy != null) {
            copy.check(now);
        }
    }

    /** Accepts no more calls, and closes the session after running calls have ended and their answers have been sent. */
    void retire(CloseStatus status) {
        session.retire();
        lane.retire(() -> whenHandedOver(() -> session.close(status)));
    }

    /** Stops the calls that run, and closes the session at once. */
    void cutOff(CloseStatus status) {
        lane.cancelRunning();
        whenHandedOver(() -> session.abort(status));
    }

    private void whenHandedOver(Runnable action) {
        if (copy == null) {
            action.run();
        } else {
            copy.whenHandedOver(action);
        }
    }

    /** Ends the resources of the connection, after its session has ended: in its context, because any thread may have ended it. */
    @Override
    public void ended(SessionEnd end) {
        arrival().run(() -> endResources(end));
    }

    private void endResources(SessionEnd end) {
        Refusal.of(end)
                .ifPresent(refusal -> refusal.log(service.engine().environment().log(), this::toString));
        arrival().roles().end();
        credentials.end();
        endRecovery();
        boolean goesOn = copy != null && copy.goesOn(end);
        if (goesOn) {
            subscriptions.handOver(service.engine().storedSessions().keep());
        } else {
            subscriptions.end();
        }
        endCalls();
        lane.end(
                () -> {
                    if (goesOn) {
                        handlers.attempt(copy::keepState);
                    } else {
                        handlers.disconnect(end.status());
                    }
                    handlers.attempt(subscriptions::forget);
                    handlers.attempt(goesOn ? this::handOverAttributes : this::endAttributes);
                },
                () -> {
                    try {
                        handlers.release();
                    } finally {
                        memory.end();
                        leave(goesOn);
                    }
                });
        // After the lane has cancelled their calls, so that no method fails for it.
        peer.link().streams().end();
    }

    private void leave(boolean goesOn) {
        Runnable forget = () -> service.engine().registry().forget(this);
        if (copy == null) {
            forget.run();
        } else {
            copy.end(goesOn, forget);
        }
    }

    @Override
    ConnectionSubscriptions channels() {
        return subscriptions;
    }

    @Override
    ConnectionPeer peer() {
        return peer;
    }

    @Override
    public ClientConnection connection() {
        return this;
    }

    boolean isLetIn() {
        return handlers.isLetIn();
    }

    Object handler(int index) {
        return handlers.reference(index);
    }

    @Override
    public String endpoint() {
        return service.model().path();
    }

    @Override
    public boolean isListening() {
        return listening && !session.isClosing();
    }

    @Override
    public Codec codec() {
        return codec;
    }
}
