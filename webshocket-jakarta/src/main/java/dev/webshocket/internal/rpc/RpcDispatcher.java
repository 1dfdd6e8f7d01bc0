package dev.webshocket.internal.rpc;

import dev.webshocket.internal.calls.CallStreams;
import dev.webshocket.internal.calls.StreamTable;
import dev.webshocket.internal.codec.CancelEnvelope;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.codec.ResponseEnvelope;
import dev.webshocket.internal.codec.RpcEnvelope;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.platform.CallScopes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the messages that clients send to one service: finds the method of a call, and puts the call into
 * its connection's lane. Three kinds of messages are refused here, before they are queued: malformed messages, calls of
 * unknown methods, and messages without room. All other checks run when the call's turn has come, so that they see the
 * effects of earlier calls. Safe for use by any thread; for one connection it is called with one message at a time.
 */
public final class RpcDispatcher {

    private final Answers answers;
    private final Map<String, CallChain> chains = new HashMap<>();
    private final Callbacks callbacks;
    private final Suggestions suggestions;

    /**
     * Makes the dispatcher of a service.
     *
     * @param service the service
     * @param scopes surrounds each call
     * @param buckets counts the calls of methods with a rate limit
     * @param interceptors surround each call, the first outermost
     * @param failures logs what callers must not see
     * @param meter counts the calls that have ended
     */
    public RpcDispatcher(
            ServiceModel service,
            CallScopes scopes,
            RateLimitBuckets buckets,
            List<CallInterceptor> interceptors,
            FailureLog failures,
            CallMeter meter) {
        CallInterceptors around = new CallInterceptors(service.path(), interceptors, failures);
        this.answers = new Answers(failures, around, meter);
        RateLimiter limiter = new RateLimiter(buckets);
        service.methods()
                .forEach((name, method) -> chains.put(name, CallChain.of(method, answers, around, limiter, scopes)));
        this.callbacks = new Callbacks(service, scopes, failures);
        this.suggestions = new Suggestions(service);
    }

    /** Returns the callbacks for connecting, disconnecting, and packets that are not calls. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /**
     * Dispatches one packet, which is kept until its turn has come.
     *
     * @param message the packet as received
     * @param envelope the packet, opened
     * @return false if it is not a call and there is no room in the lane, so that the connection must be closed
     */
    public boolean receive(Peer peer, ReceivedMessage message, Envelope envelope) {
        if (envelope.source() == PacketSource.RPC) {
            RpcEnvelope rpc = envelope.rpc().orElse(null);
            if (rpc instanceof RequestEnvelope request) {
                call(peer, envelope, request);
                return true;
            }
            if (rpc != null && peer.link().hasCredit() && peer.link().streams().received(rpc, envelope.valueBytes())) {
                return true;
            }
            if (rpc instanceof CancelEnvelope cancel) {
                peer.lane().cancel(cancel.callId());
                return true;
            }
            if (rpc instanceof ResponseEnvelope response && peer.link().hasCredit()) {
                peer.calls().answered(envelope, response, message.bytes().length);
                return true;
            }
        }
        return packet(peer, message, envelope);
    }

    private void call(Peer peer, Envelope envelope, RequestEnvelope request) {
        CallChain chain = chains.get(request.method());
        if (chain == null) {
            String meant = Wording.notFound(request.method(), suggestions.nearest(request.method(), peer));
            answers.notFound(peer, request, meant);
            return;
        }
        CallStreams.Opened opened = open(peer, chain, request);
        Call call = new Call(chain, request, envelope.valueBytes(), envelope.heldBytes(), peer, opened.streams());
        if (opened.fault() == null) {
            chain.goOn(call);
        } else if (opened.fault() == StreamTable.Fault.ID_IN_USE) {
            answers.turnAway(call, RpcErrorCode.RPC_INVALID_PARAMS, Wording.streamInUse());
        } else {
            answers.turnAway(call, Shortage.STREAMS);
        }
    }

    /** Opens the streams of a call before its turn has come: the items of its uploads may follow at once. */
    private static CallStreams.Opened open(Peer peer, CallChain chain, RequestEnvelope request) {
        if (!peer.link().hasCredit()) {
            return CallStreams.Opened.NONE;
        }
        // A wrong number of uploads is refused later, as a wrong number of arguments is; their items are ignored.
        List<String> uploads = request.uploads().size() == chain.uploads() ? request.uploads() : List.of();
        return CallStreams.open(
                peer.link(), request.callId(), uploads, peer.uploadBytes(), chain.isStream(), request.credit());
    }

    private boolean packet(Peer peer, ReceivedMessage message, Envelope envelope) {
        if (callbacks.wantsPackets()) {
            Runnable receive = () -> callbacks.received(peer, packet(message, envelope));
            return peer.lane().offer(() -> charged(peer, envelope.valueBytes(), receive), envelope.heldBytes());
        }
        if (isAnswered(peer, message)) {
            // No callback gets it, but its sender gets an error.
            charged(peer, envelope.valueBytes(), () -> check(peer, message, envelope));
        }
        return true;
    }

    /** Runs work on the values of a message while their memory is reserved. Without memory the connection is closed. */
    private static void charged(Peer peer, long valueBytes, Runnable work) {
        if (!peer.memory().takePinned(valueBytes)) {
            peer.turnAwayForMemory();
            return;
        }
        try {
            work.run();
        } finally {
            peer.memory().giveBackPinned(valueBytes);
        }
    }

    private void check(Peer peer, ReceivedMessage message, Envelope envelope) {
        try {
            envelope.packet();
            envelope.checkNoCall();
        } catch (MalformedPacketException e) {
            malformed(peer, message, e);
        }
    }

    private static Packet packet(ReceivedMessage message, Envelope envelope) {
        try {
            return envelope.packet();
        } catch (MalformedPacketException e) {
            return message.unknown();
        }
    }

    /**
     * Dispatches a message that is not a packet.
     *
     * @return false if there is no room in the lane, so that the connection must be closed
     */
    public boolean malformed(Peer peer, ReceivedMessage message, MalformedPacketException fault) {
        CallLog.malformed(peer.connection(), message.bytes().length, fault.getMessage());
        if (callbacks.wantsPackets() && !fault.isAlwaysAnswered()) {
            Runnable receive = () -> callbacks.received(peer, message.unknown());
            return peer.lane().offer(() -> charged(peer, message.valueBytes(), receive), message.bytes().length);
        }
        if (isAnswered(peer, message) || fault.isAlwaysAnswered()) {
            RpcErrorCode code = fault.isSyntactic() ? RpcErrorCode.RPC_PARSE_ERROR : RpcErrorCode.RPC_INVALID_REQUEST;
            Answers.turnAway(peer, fault.callId(), code, Wording.malformed(fault.getMessage()));
        }
        return true;
    }

    /** The original's clients do not understand an answer without a call; a client that sends text does. */
    private static boolean isAnswered(Peer peer, ReceivedMessage message) {
        return peer.isGeneric() || message.text();
    }
}
