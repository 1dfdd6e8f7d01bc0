package dev.webshocket.internal.bridge;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.channel.Receiver;
import dev.webshocket.internal.channel.Subscriptions;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.rpc.BriefTask;
import dev.webshocket.internal.rpc.CallLane;
import dev.webshocket.internal.rpc.ContainerThread;
import dev.webshocket.internal.rpc.LaneThreads;
import dev.webshocket.internal.rpc.Outbound;
import dev.webshocket.internal.rpc.Peer;
import dev.webshocket.packet.Packet;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client's connection: what user code, the dispatcher and the container's endpoint have of it. Safe for use by any
 * thread.
 */
final class SessionConnection extends ConnectionIdentity implements Peer, Receiver {

    private final Session session;
    private final Service service;
    private final MemoryShare memory;

    private final Subprotocol subprotocol;
    private final Codec codec;
    private final SessionWriter writer;
    private final OutboundQueue outbound;
    private final CallLane lane;
    private final Attributes attributes;
    private final ConnectionHandlers handlers;
    private final Subscriptions subscriptions;
    private final MessageParts parts;
    private final ConnectionWatch watch;

    private final AtomicBoolean aborted = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean closing;
    /** Whether it takes part in broadcasts. */
    private volatile boolean listening;

    SessionConnection(Session session, Service service) {
        super(Arrival.of(session, service));
        BridgeEngine engine = service.engine();
        WebshocketSettings settings = engine.environment().settings();
        this.subprotocol = Subprotocol.of(session.getNegotiatedSubprotocol());
        this.session = session;
        this.service = service;
        this.memory = engine.memory().share(this::giveUpForOthers);
        this.codec = service.codec(subprotocol);
        this.writer = new SessionWriter(
                session, engine.environment().executors().upkeep(), engine.longMessages(), this::closed);
        this.outbound = new OutboundQueue(
                writer, service.frames(subprotocol), settings.outboundBytes(), memory, settings.slowConsumer());
        this.lane = new CallLane(
                new LaneThreads(
                        new LaneThreads.Client(uid(), network(arrival(), uid())),
                        engine.environment().executors(),
                        arrival().handshake().context(),
                        engine.failures()),
                outbound,
                engine.laneBounds(),
                memory);
        this.attributes = new Attributes(engine.environment().states(), uid());
        this.handlers = new ConnectionHandlers(this, service);
        this.subscriptions = new Subscriptions(
                this,
                engine.environment().channels(),
                engine.channelLimits(),
                engine.environment().log());
        this.parts = new MessageParts(settings.maxMessageBytes(), memory, new ConnectionInput(this, service));
        this.watch = new ConnectionWatch(
                settings, outbound, parts, engine.environment().executors().upkeep());
    }

    /** Begins to receive the messages of the session. */
    void receive() {
        parts.receive(session);
    }

    /** A client whose address is not known shares it with nobody. */
    private static Object network(Arrival arrival, String uid) {
        return arrival.address().<Object>map(ClientNetwork::of).orElse(uid);
    }

    /** Begins the connection, unless it comes from a page that may not connect, or there are too many. */
    void open() {
        // Counted in before anything of it can end, since what ends is counted out.
        Optional<CloseReason> full = service.engine().admit(this);
        Optional<CloseReason> refusal = arrival().mayConnect() ? full : Optional.of(CloseReasons.ORIGIN);
        if (refusal.isPresent()) {
            turnAway(refusal.get());
            return;
        }
        BriefTask connect = () -> handlers.connect().ifPresentOrElse(this::turnAway, () -> listening = true);
        lane.offer(connect, 0);
        if (service.model().onConnect().isEmpty()) {
            // Nobody turns the client away, so that there is no need to wait for a thread of the lane.
            listening = true;
        }
    }

    /** Ends the connection now, not when the container reports it: a call that waits already must not run any more. */
    void turnAway(CloseReason reason) {
        abort(reason);
        disconnected(reason);
    }

    /** Ends the connection for the sake of others: it has held most for longest of what all may hold together. */
    private void giveUpForOthers() {
        turnAway(Refusal.GIVEN_UP_FOR_OTHERS.reason());
    }

    /** Takes note that the client has answered a ping, or sent a part of a message. */
    void isAlive() {
        watch.heard();
    }

    /** Looks after the connection: pings it, and gives it up where it does not answer or does not read. */
    void check(long now) {
        watch.check(now).ifPresent(this::abort);
    }

    /** Lets the calls that run end and their answers be sent, takes no others, and then closes the session. */
    void retire(CloseReason reason) {
        closing = true;
        lane.retire(() -> outbound.close(reason));
    }

    /** Stops the calls that run, and closes the session at once. */
    void cutOff(CloseReason reason) {
        lane.cancelRunning();
        abort(reason);
    }

    /** Closes the session at once, whatever is queued. */
    void abort(CloseReason reason) {
        closing = true;
        if (aborted.compareAndSet(false, true)) {
            writer.close(reason);
        }
    }

    /** The session has been closed from this side. */
    private void closed(CloseReason reason) {
        Refusal.of(reason)
                .ifPresent(refusal -> refusal.log(service.engine().environment().log(), this::toString));
        disconnected(reason);
    }

    /** Ends what belongs to the connection, once, when the client has gone or has been given up. */
    void disconnected(CloseReason reason) {
        if (!gone.compareAndSet(false, true)) {
            return;
        }
        closing = true;
        arrival().handshake().roles().end();
        outbound.shut();
        parts.end();
        subscriptions.end();
        lane.end(
                () -> {
                    handlers.disconnect(reason);
                    handlers.attempt(subscriptions::forget);
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

    @Override
    public boolean isLetIn() {
        return handlers.isLetIn();
    }

    @Override
    public Object handler(int index) {
        return handlers.reference(index);
    }

    @Override
    public String endpoint() {
        return service.model().path();
    }

    @Override
    public boolean isListening() {
        return listening && !closing;
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public boolean push(SharedBytes message) {
        return outbound.push(message);
    }

    @Override
    public boolean isGeneric() {
        return subprotocol != Subprotocol.MSGPACK;
    }

    @Override
    public Envelope open(ReceivedMessage message) throws MalformedPacketException {
        return subprotocol.open(message, codec);
    }

    @Override
    public byte[] encode(Packet packet) {
        return codec.encode(subprotocol.known(packet));
    }

    @Override
    public Outbound outbound() {
        return outbound;
    }

    @Override
    public CallLane lane() {
        return lane;
    }

    @Override
    public MemoryShare memory() {
        return memory;
    }

    @Override
    public void turnAwayForMemory() {
        turnAway(Refusal.NO_MEMORY.reason());
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
        if (!closing) {
            subscriptions.add(channels);
        }
    }

    @Override
    public void subscribeNames(String... channels) {
        if (!closing) {
            subscriptions.addNames(channels);
        }
    }

    @Override
    public void unsubscribe(String... channels) {
        subscriptions.remove(channels);
    }

    @Override
    public Set<String> subscriptions() {
        return subscriptions.snapshot();
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
            outbound.push(message);
        } else {
            outbound.send(message);
        }
    }

    @Override
    public void close() {
        closeWith(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
    }

    @Override
    public void close(int code, String reason) {
        closeWith(CloseReasons.of(code, reason));
    }

    private void closeWith(CloseReason reason) {
        closing = true;
        // What waits would not be answered any more, as what comes from now on would not.
        lane.retire(() -> {});
        outbound.close(reason);
    }

    /** Tells whether it has begun to close, so that what comes is not done any more. */
    boolean isClosing() {
        return closing;
    }

    @Override
    public boolean isOpen() {
        return !closing && session.isOpen();
    }
}
