package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.channel.Receiver;
import dev.webshocket.internal.channel.Subscriptions;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.EncodingException;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One client's connection as user code has it, from its arrival to its end. Safe for use by any thread. */
final class ServerConnection extends ConnectionIdentity implements Receiver, SessionListener {

    private final Service service;
    private final MemoryShare memory;
    private final Codec codec;
    private final PeerSession session;
    private final CallLane lane;
    private final Attributes attributes;
    private final ConnectionHandlers handlers;
    private final Subscriptions subscriptions;
    private final ConnectionPeer peer;

    /** Whether it takes part in broadcasts. */
    private volatile boolean listening;

    ServerConnection(Arrival arrival, Subprotocol subprotocol, LinkFactory links, Service service) {
        super(arrival);
        ServiceEngine engine = service.engine();
        this.service = service;
        this.memory = engine.memory().share(this::giveUpForOthers);
        this.codec = service.codec(subprotocol);
        this.session = new PeerSession(
                links,
                service.bounds(subprotocol),
                memory,
                engine.environment().executors().upkeep(),
                System::nanoTime,
                this);
        this.lane = new CallLane(
                new LaneThreads(
                        new LaneThreads.Client(uid(), network(arrival, uid())),
                        engine.environment().executors(),
                        arrival.handshake().context(),
                        engine.failures()),
                session.queue(),
                engine.laneBounds(),
                memory);
        this.attributes = new Attributes(engine.environment().states(), uid());
        this.peer = new ConnectionPeer(this, subprotocol, codec, session, lane, memory);
        this.handlers = new ConnectionHandlers(this, peer, service);
        this.subscriptions = new Subscriptions(
                this,
                engine.environment().channels(),
                engine.channelLimits(),
                engine.environment().log());
    }

    /** A client whose address is not known shares it with nobody. */
    private static Object network(Arrival arrival, String uid) {
        return arrival.address().<Object>map(ClientNetwork::of).orElse(uid);
    }

    /** Begins the connection, unless it comes from a page that may not connect, or there are too many. */
    void open() {
        session.start();
        // Counted in before anything of it can end, since what ends is counted out.
        Optional<CloseStatus> full = service.engine().admit(this);
        Optional<CloseStatus> refusal = arrival().mayConnect() ? full : Optional.of(Arrival.FOREIGN_ORIGIN);
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

    @Override
    public void received(ReceivedMessage message) {
        // What comes after the connection has begun to close would not be answered, and must not be done either.
        if (!session.isClosing() && !service.dispatcher().receive(peer, message)) {
            turnAway(
                    lane.hasMemory(message.bytes().length)
                            ? Refusal.TOO_MANY_WAITING.status()
                            : Refusal.NO_MEMORY.status());
        }
    }

    /** Ends the connection now, not when the container reports it: a call that waits already must not run any more. */
    void turnAway(CloseStatus status) {
        session.terminate(status);
    }

    /** Ends the connection for the sake of others: it has held most for longest of what all may hold together. */
    private void giveUpForOthers() {
        turnAway(Refusal.GIVEN_UP_FOR_OTHERS.status());
    }

    /** Looks after the connection: pings it, and gives it up where it does not answer or does not read. */
    void check(long now) {
        session.check(now);
    }

    /** Lets the calls that run end and their answers be sent, takes no others, and then closes the session. */
    void retire(CloseStatus status) {
        session.retire();
        lane.retire(() -> session.close(status));
    }

    /** Stops the calls that run, and closes the session at once. */
    void cutOff(CloseStatus status) {
        lane.cancelRunning();
        session.abort(status);
    }

    /** Ends what belongs to the connection, when the client has gone or has been given up. */
    @Override
    public void ended(SessionEnd end) {
        Refusal.of(end)
                .ifPresent(refusal -> refusal.log(service.engine().environment().log(), this::toString));
        arrival().handshake().roles().end();
        subscriptions.end();
        lane.end(
                () -> {
                    handlers.disconnect(end.status());
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
            subscriptions.add(channels);
        }
    }

    @Override
    public void subscribeNames(String... channels) {
        if (!session.isClosing()) {
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
        // What waits would not be answered any more, as what comes from now on would not.
        lane.retire(() -> {});
        session.close(status);
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }
}
