package dev.webshocket.internal.calls;

import dev.webshocket.internal.codec.CancelEnvelope;
import dev.webshocket.internal.codec.CreditEnvelope;
import dev.webshocket.internal.codec.EndEnvelope;
import dev.webshocket.internal.codec.ItemEnvelope;
import dev.webshocket.internal.codec.RpcEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The open streams of one session of version 2 of the protocol: the uploads in both directions, by their ids, and the streams
 * that answer incoming calls, by the ids of the calls. An upload leaves the table with its end, an answer with its call.
 *
 * <p>Safe for use by any thread; nothing else is called under its monitor.
 */
public final class StreamTable {

    /** How many streams may be open in each direction. */
    public static final int MOST = 32;

    private final Map<String, OutgoingUpload> outgoing = new HashMap<>(0);
    private final Map<String, IncomingUpload> incoming = new HashMap<>(0);
    private final Map<Object, Credit> answers = new HashMap<>(0);
    private int openAnswers;
    private boolean over;

    /** Why the streams of a call could not be opened. */
    public enum Fault {
        /** A stream of the other side has one of the ids. */
        ID_IN_USE,
        /** Too many would be open. */
        TOO_MANY,
        /** The session has ended. */
        OVER
    }

    /**
     * Opens the streams of an incoming call, or none.
     *
     * @param uploads the uploads that the other side will send
     * @param callId the id of the call
     * @param answer the credit of the stream that may answer the call; null if it is answered with a value
     * @return null if they are open
     */
    synchronized Fault open(List<IncomingUpload> uploads, Object callId, Credit answer) {
        if (over) {
            return Fault.OVER;
        }
        HashSet<String> ids = new HashSet<>(incoming.keySet());
        for (IncomingUpload upload : uploads) {
            if (!ids.add(upload.id())) {
                return Fault.ID_IN_USE;
            }
        }
        if (ids.size() > MOST || (answer != null && openAnswers + outgoing.size() >= MOST)) {
            return Fault.TOO_MANY;
        }
        uploads.forEach(upload -> incoming.put(upload.id(), upload));
        if (answer != null) {
            answers.put(callId, answer);
            openAnswers++;
        }
        return null;
    }

    /** Records that a call which might be answered with a stream is over. */
    synchronized void answered(Object callId, Credit answer) {
        // Another call of the same id may have taken its place.
        answers.remove(callId, answer);
        openAnswers--;
    }

    /** Adds an upload of this side, which is about to begin; returns false if the session has ended. */
    synchronized boolean add(OutgoingUpload upload) {
        if (!over) {
            outgoing.put(upload.id(), upload);
        }
        return !over;
    }

    /** Removes an upload; returns false if it is not in the table. */
    synchronized boolean remove(OutgoingUpload upload) {
        return outgoing.remove(upload.id(), upload);
    }

    /** Removes an upload; returns false if it is not in the table. */
    synchronized boolean remove(IncomingUpload upload) {
        return incoming.remove(upload.id(), upload);
    }

    private synchronized OutgoingUpload outgoing(String id) {
        return outgoing.get(id);
    }

    private synchronized Credit answer(Object callId) {
        return answers.get(callId);
    }

    private synchronized IncomingUpload incoming(String id) {
        return incoming.get(id);
    }

    /** Returns how many uploads are open, in both directions. */
    public synchronized int size() {
        return outgoing.size() + incoming.size();
    }

    /**
     * Passes a message to the stream that it is about; a message for an unknown one is ignored.
     *
     * @param bytes the memory of its value
     * @return false if it is about no stream
     */
    public boolean received(RpcEnvelope rpc, long bytes) {
        if (rpc instanceof ItemEnvelope item) {
            IncomingUpload upload = incoming(item.stream());
            if (upload != null) {
                upload.arrived(item, bytes);
            }
        } else if (rpc instanceof EndEnvelope end) {
            IncomingUpload upload = incoming(end.stream());
            if (upload != null) {
                upload.ended(end);
            }
        } else if (rpc instanceof CreditEnvelope credit) {
            grant(credit);
        } else if (rpc instanceof CancelEnvelope cancel && cancel.stream() != null) {
            OutgoingUpload upload = outgoing(cancel.stream());
            if (upload != null) {
                upload.cancel();
            }
        } else {
            return false;
        }
        return true;
    }

    private void grant(CreditEnvelope credit) {
        if (credit.stream() == null) {
            Credit answer = answer(credit.callId());
            if (answer != null) {
                answer.add(credit.items());
            }
            return;
        }
        OutgoingUpload upload = outgoing(credit.stream());
        if (upload != null) {
            upload.addCredit(credit.items());
        }
    }

    /** Ends all uploads, since the session has ended. */
    public void end() {
        List<OutgoingUpload> sent;
        List<IncomingUpload> received;
        synchronized (this) {
            over = true;
            sent = new ArrayList<>(outgoing.values());
            received = new ArrayList<>(incoming.values());
        }
        sent.forEach(OutgoingUpload::cancel);
        received.forEach(upload -> upload.callEnded(true));
    }
}
