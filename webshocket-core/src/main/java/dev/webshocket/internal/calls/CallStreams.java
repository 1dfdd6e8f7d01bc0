package dev.webshocket.internal.calls;

import java.util.List;

/**
 * The streams of one incoming call: the uploads that it receives, and the credit of the stream that may answer it. All end
 * with the call. Immutable, and safe for use by any thread.
 */
public final class CallStreams {

    /** Of a call that has none, or of version 1 of the protocol. */
    public static final CallStreams NONE = new CallStreams(null, null, List.of(), null);

    private final StreamTable table;
    private final Object callId;
    private final List<IncomingUpload> uploads;
    /** Null if the answer is no stream, or has no limit. */
    private final Credit credit;

    private CallStreams(StreamTable table, Object callId, List<IncomingUpload> uploads, Credit credit) {
        this.table = table;
        this.callId = callId;
        this.uploads = uploads;
        this.credit = credit;
    }

    /** The streams of a call, or the reason why it has none. */
    public record Opened(CallStreams streams, StreamTable.Fault fault) {

        /** No streams, and no fault. */
        public static final Opened NONE = new Opened(CallStreams.NONE, null);
    }

    /**
     * Opens the streams of a call that has arrived.
     *
     * @param link over which it came, of version 2 of the protocol
     * @param callId the id of the call
     * @param uploads the ids of the uploads that the caller will send
     * @param bound how many bytes of each may wait
     * @param answer whether the call may be answered with a stream
     * @param credit how many items of the answer may be sent at first
     * @return the open streams; {@link #NONE} with a fault if they could not be opened
     */
    public static Opened open(
            CallLink link, Object callId, List<String> uploads, int bound, boolean answer, int credit) {
        if (uploads.isEmpty() && !answer) {
            return Opened.NONE;
        }
        List<IncomingUpload> made =
                uploads.stream().map(id -> new IncomingUpload(id, bound, link)).toList();
        Credit first = answer ? new Credit(credit) : null;
        StreamTable.Fault fault = link.streams().open(made, callId, first);
        return fault == null
                ? new Opened(new CallStreams(link.streams(), callId, made, first), null)
                : new Opened(NONE, fault);
    }

    /** Returns the uploads that the call receives, in the order of its stream parameters. */
    public List<IncomingUpload> uploads() {
        return uploads;
    }

    Credit credit() {
        return credit;
    }

    /** Ends them with their call. */
    void end(boolean cancelled) {
        if (credit != null) {
            table.answered(callId, credit);
        }
        uploads.forEach(upload -> upload.callEnded(cancelled));
    }
}
