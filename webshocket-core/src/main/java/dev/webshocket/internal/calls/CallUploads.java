package dev.webshocket.internal.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The uploads of one outgoing call: they begin when it has been sent, and end with it. Safe for use by any thread; nothing
 * else is called under its monitor.
 */
public final class CallUploads {

    /** Of a call without any. Never changes. */
    public static final CallUploads NONE = new CallUploads(List.of(), (work, instead) -> work.run());

    private final List<UploadSource> sources;
    private final ItemThreads threads;
    private List<OutgoingUpload> begun = List.of();
    private boolean over;

    /**
     * Makes the uploads of a call.
     *
     * @param sources in the order of the stream parameters
     * @param threads run the sources
     */
    public CallUploads(List<UploadSource> sources, ItemThreads threads) {
        this.sources = List.copyOf(sources);
        this.threads = threads;
    }

    /** Tells whether there are none. */
    public boolean isEmpty() {
        return sources.isEmpty();
    }

    /** Returns their ids, as the request names them. */
    public static List<String> ids(String callId, int count) {
        return IntStream.range(0, count).mapToObj(i -> callId + '.' + i).toList();
    }

    /**
     * Begins to send, after the call has been sent.
     *
     * @param failed gets what a source has thrown, and what tells the other side
     */
    void start(String callId, CallLink link, BiConsumer<? super Throwable, Runnable> failed) {
        if (sources.isEmpty()) {
            return;
        }
        List<OutgoingUpload> made = new ArrayList<>();
        for (String id : ids(callId, sources.size())) {
            made.add(new OutgoingUpload(id, link, threads, failed));
        }
        synchronized (this) {
            if (over) {
                return;
            }
            begun = made;
        }
        for (int i = 0; i < made.size(); i++) {
            made.get(i).start(sources.get(i));
        }
    }

    /** Ends them with their call. */
    void end() {
        if (sources.isEmpty()) {
            return;
        }
        List<OutgoingUpload> open;
        boolean first;
        synchronized (this) {
            first = !over;
            over = true;
            open = begun;
        }
        if (first && open.isEmpty()) {
            sources.forEach(source -> threads.run(source::discard, source::discard));
        }
        open.forEach(OutgoingUpload::cancel);
    }
}
