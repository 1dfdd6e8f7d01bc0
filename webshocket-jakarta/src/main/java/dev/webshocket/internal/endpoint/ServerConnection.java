package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.channel.Receiver;
import dev.webshocket.internal.channel.Subscriptions;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.rpc.BriefTask;
import dev.webshocket.internal.rpc.CallLane;
import dev.webshocket.internal.rpc.LaneThreads;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.Refusal;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** One client's connection as user code sees it, from its arrival to its end. Safe for use by any thread. */
final class ServerConnection extends ConnectionIdentity implements Receiver, SessionListener {

    private static final AtomicReferenceFieldUpdater<ServerConnection, Subscriptions> SUBSCRIPTIONS =
            AtomicReferenceFieldUpdater.newUpdater(ServerConnection.class, Subscriptions.class, "subscriptions");

    private final Service service;
    private final MemoryShare memory;
    private final Codec codec;
    private final PeerSession session;
    private final CallLane lane;
    private final Attributes attributes;
    private final ConnectionHandlers handlers;
    private final ConnectionPeer peer;

    /** Null before the application subscribes or unsubscribes for the first time. */
    private volatile Subscriptions subscriptions;

    /** Whether it receives broadcasts. */
    private volatile boolean listening;

    ServerConnection(Arrival arrival, Subprotocol subprotocol, LinkFactory links, Service service) {
        super(arrival);
        ServiceEngine engine = service.engine();
        this.service = service;
        this.memory = engine.memory().share(this::giveUpForOthers);
        this.codec = service.codec(subprotocol);
        this.session = new PeerSession(
                links,
                engine.sessionBounds(subprotocol),
                codec,
                memory,
                engine.environment().executors().upkeep(),
                System::nanoTime,
                this);
        this.lane = new CallLane(
                new LaneThreads(
                        new LaneThreads.Client(uid(), network(arrival, uid())),
                        engine.environment().executors(),
                        arrival.context(),
                        engine.failures()),
                session.queue(),
                session,
                engine.laneBounds(),
                memory);
        this.attributes = new Attributes(engine.environment().states(), uid());
        this.peer = new ConnectionPeer(this, subprotocol, codec, session, lane, memory);
        this.handlers = new ConnectionHandlers(this, peer, service);
    }

    /** A client whose address is not known has its own network. */
    private static Object network(Arrival arrival, String uid) {
        return arrival.address() == null ? uid : ClientNetwork.of(arrival.address());
    }

    /** Begins the connection, unless its origin may not connect, or there are too many connections. */
    void open() {
        session.start();
        // Counted before it can end, because its end decrements the count.
        Optional<CloseStatus> full = service.engine().admit(this);
        Optional<CloseStatus> refusal = arrival().mayConnect() ? full : Optional.of(Arrival.FOREIGN_ORIGIN);
        if (refusal.isPresent()) {
            turnAway(refusal.get());
            return;
        }
        if (service.connectsAtOnce()) {
            connect();
            return;
        }
        BriefTask connect = this::connect;
        lane.offer(connect, 0);
        if (service.model().onConnect().isEmpty()) {
            // No callback can refuse the client, so it need not wait for a thread of the lane.
            listening = true;
        }
    }

    private void connect() {
        handlers.connect().ifPresentOrElse(this::turnAway, () -> listening = true);
    }

    @Override
    public void received(ReceivedMessage message, Envelope envelope) {
        // Calls that arrive after the connection has begun to close would not be answered, and must not run.
        if (!session.isClosing() && !service.dispatcher().receive(peer, message, envelope)) {
            turnAwayForRoom(message);
        }
    }

    @Override
    public void malformed(ReceivedMessage message, MalformedPacketException fault) {
        if (!session.isClosing() && !service.dispatcher().malformed(peer, message, fault)) {
            turnAwayForRoom(message);
        }
    }

    private void turnAwayForRoom(ReceivedMessage message) {
        turnAway(
                lane.hasMemory(message.bytes().length)
                        ? Refusal.TOO_MANY_WAITING.status()
                        : Refusal.NO_MEMORY.status());
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
        lane.check(now);
    }

    /** Accepts no more calls, and closes the session after running calls have ended and their answers have been sent. */
    void retire(CloseStatus status) {
        session.retire();
        lane.retire(() -> session.close(status));
    }

    /** Stops the calls that run, and closes the session at once. */
    void cutOff(CloseStatus status) {
        lane.cancelRunning();
        session.abort(status);
    }

    /** Ends the resources of the connection, after its session has ended. */
    @Override
    public void ended(SessionEnd end) {
        Refusal.of(end)
                .ifPresent(refusal -> refusal.log(service.engine().environment().log(), this::toString));
        arrival().roles().end();
        Subscriptions made = subscriptions;
        if (made != null) {
            made.end();
        }
        lane.end(
                () -> {
                    handlers.disconnect(end.status());
                    handlers.attempt(this::forgetSubscriptions);
                    handlers.attempt(attributes::end);
                },
                () -> {
                    try {
                        handlers.release();
                    } finally {
                        memory.end();
                        service.engine().forget(this);
                    }
                });
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

    @Override
    public boolean push(SharedBytes message) {
        return session.queue().push(message);
    }

    @Override
    public void set(String name, Object value) {
        attributes.set(name, value);
    }

    @Override
    public Object get(String name) {
        return attributes.live().get(name);
    }

    @Override
    public <T> T get(String name, Class<T> type) {
        return type.cast(attributes.live().get(name));
    }

    @Override
    public boolean has(String name) {
        return attributes.live().containsKey(name);
    }

    @Override
    public Object remove(String name) {
        return attributes.live().remove(name);
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes.live();
    }

    @Override
    public void subscribe(String... channels) {
        if (!session.isClosing()) {
            madeSubscriptions().add(channels);
        }
    }

    @Override
    public void subscribeNames(String... channels) {
        if (!session.isClosing()) {
            madeSubscriptions().addNames(channels);
        }
    }

    @Override
    public void unsubscribe(String... channels) {
        madeSubscriptions().remove(channels);
    }

    @Override
    public Set<String> subscriptions() {
        Subscriptions made = subscriptions;
        return made == null ? Set.of() : made.snapshot();
    }

    private Subscriptions madeSubscriptions() {
        Subscriptions made = subscriptions;
        if (made == null) {
            ServiceEnvironment environment = service.engine().environment();
            Subscriptions first = new Subscriptions(
                    this, environment.channels(), service.engine().channelLimits(), environment.log());
            made = SUBSCRIPTIONS.compareAndSet(this, null, first) ? first : subscriptions;
            if (session.end().isPresent()) {
                // The connection may have ended before it saw them.
                made.end();
            }
        }
        return made;
    }

    private void forgetSubscriptions() {
        Subscriptions made = subscriptions;
        if (made != null) {
            made.forget();
        }
    }

    @Override
    public void send(Object data) {
        byte[] message;
        try {
            message = codec.encode(data instanceof Packet packet ? packet : Packet.custom(data));
        } catch (EncodingException e) {
            throw new IllegalArgumentException("the data has no form on the wire: " + e.getMessage(), e);
        }
        if (ContainerThread.isCurrent()) {
            session.queue().push(message);
        } else {
            session.queue().sendWaiting(message);
        }
    }

    @Override
    public void close() {
        closeWith(new CloseStatus(CloseStatus.NORMAL, ""));
    }

    @Override
    public void close(int code, String reason) {
        closeWith(CloseStatus.of(code, reason));
    }

    private void closeWith(CloseStatus status) {
        session.retire();
        // Waiting and later calls would not be answered.
        lane.retire(() -> {});
        session.close(status);
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public boolean isLinked() {
        return session.isOpen();
    }
}
