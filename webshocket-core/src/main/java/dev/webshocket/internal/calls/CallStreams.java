package dev.webshocket.internal.calls;

import java.util.List;

/**
 * The streams of one incoming call: the uploads that it receives, and the credit of the stream that may answer it. All end
 * with the call. Immutable, and safe for use by any thread.
 */
public final class CallStreams {

    /** Of a call that has none, or of version 1 of the protocol. */
    public static final CallStreams NONE = new CallStreams(null, List.of(), null);

    private final StreamTable table;
    private final List<IncomingUpload> uploads;
    /** Null if the answer is no stream, or has no limit. */
    private final Credit credit;

    private CallStreams(StreamTable table, List<IncomingUpload> uploads, Credit credit) {
        this.table = table;
        this.uploads = uploads;
        this.credit = credit;
    }

    /** The streams of a call, or the reason why it has none. */
    public record Opened(CallStreams streams, StreamTable.Fault fault) {}

    /**
     * Opens the streams of a call that has arrived.
     *
     * @param link over which it came, of version 2 of the protocol
     * @param uploads the ids of the uploads that the caller will send
     * @param bound how many bytes of each may wait
     * @param answer whether the call may be answered with a stream
     * @param credit how many items of the answer may be sent at first
     * @return the open streams; {@link #NONE} with a fault if they could not be opened
     */
    public static Opened open(CallLink link, List<String> uploads, int bound, boolean answer, int credit) {
        if (uploads.isEmpty() && !answer) {
            return new Opened(NONE, null);
        }
        List<IncomingUpload> made =
                uploads.stream().map(id -> new IncomingUpload(id, bound, link)).toList();
        StreamTable.Fault fault = link.streams().open(made, answer);
        return fault == null
                ? new Opened(new CallStreams(link.streams(), made, answer ? new Credit(credit) : null), null)
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
            table.answered();
        }
        uploads.forEach(upload -> upload.callEnded(cancelled));
    }
}
