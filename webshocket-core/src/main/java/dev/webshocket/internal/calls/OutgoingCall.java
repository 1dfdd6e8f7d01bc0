package dev.webshocket.internal.calls;

import dev.webshocket.internal.session.SendTag;
import dev.webshocket.packet.RpcResponse;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A call that has been made and is not over: it waits to be sent, or for its answer. Safe for use by any thread; its lock is
 * not held while anything else is called.
 */
public abstract class OutgoingCall implements SendTag {

    private final CallRequest request;
    private final long number;
    private final byte[] message;
    private final CallFailures failures;
    private final Consumer<? super OutgoingCall> abandon;

    private boolean sent;
    private boolean over;
    private Future<?> timeout;
    private CallUploads uploads = CallUploads.NONE;

    /**
     * Makes a call.
     *
     * @param request the target of the call
     * @param number unique among the calls of this side, and in their order
     * @param message the encoded call
     * @param failures creates the caller's exceptions
     * @param abandon cancels the call at the other side
     */
    OutgoingCall(
            CallRequest request,
            long number,
            byte[] message,
            CallFailures failures,
            Consumer<? super OutgoingCall> abandon) {
        this.request = request;
        this.number = number;
        this.message = message;
        this.failures = failures;
        this.abandon = abandon;
    }

    /** Returns the id of a call on the wire. */
    public static String id(long number) {
        return Long.toString(number, Character.MAX_RADIX);
    }

    /**
     * Takes an answer.
     *
     * @param bytes how long the message was
     */
    abstract void answered(RpcResponse response, int bytes);

    /** Returns what makes failures. */
    final CallFailures failures() {
        return failures;
    }

    /** Reports a failure to the caller; called at most once. */
    abstract void fail(RuntimeException failure);

    /** Tells whether it may be sent again after a connection has broken. What was uploaded cannot be. */
    public boolean isRepeatable() {
        synchronized (this) {
            return request.idempotent() && (!sent || uploads.isEmpty());
        }
    }

    /** Sets what is uploaded to it, before it is sent. */
    public final void uploads(CallUploads given) {
        synchronized (this) {
            uploads = given;
        }
    }

    private CallUploads uploads() {
        synchronized (this) {
            return uploads;
        }
    }

    public final long number() {
        return number;
    }

    public final String id() {
        return id(number);
    }

    public final CallRequest request() {
        return request;
    }

    /** Returns the encoded call. */
    public final byte[] message() {
        return message;
    }

    /** Its request is sent unless it has ended. */
    @Override
    public final boolean isWanted(boolean last) {
        return !isOver();
    }

    /** Records that it is about to be sent, without uploads. */
    public final void sending() {
        synchronized (this) {
            sent = true;
        }
    }

    /**
     * Records that it is about to be sent.
     *
     * @param link over which its answers will come
     * @return false if it cannot be sent over this session, and has failed
     */
    public final boolean sending(CallLink link) {
        if (!uploads().isEmpty() && !link.hasCredit()) {
            abandon(failures.noUploads(request.method()));
            return false;
        }
        sending();
        answersComeFrom(link);
        return true;
    }

    /**
     * Records that it has been sent: its uploads begin.
     *
     * @param link over which it has been sent
     */
    public final void sent(CallLink link) {
        uploads().start(id(), link, (why, last) -> abandon(failures.uploadFailed(request.method(), why), last));
    }

    /** Called with the session over which its answers will arrive. */
    void answersComeFrom(CallLink link) {}

    /** Tells whether it has ended. */
    public final synchronized boolean isOver() {
        return over;
    }

    /**
     * Fails a call that will not be sent or not be answered.
     *
     * @param failure creates the failure, a new one for each call
     */
    public final void failed(Supplier<? extends RuntimeException> failure) {
        if (end()) {
            fail(failure.get());
        }
    }

    /** Ends it as timed out. */
    public final void timedOut() {
        boolean unanswered;
        synchronized (this) {
            unanswered = sent;
        }
        abandon(
                unanswered
                        ? failures.noAnswer(request.method(), request.timeout())
                        : failures.notSent(request.method(), request.timeout()));
    }

    /** Ends it, tells the caller why, and cancels it at the other side. */
    final void abandon(RuntimeException why) {
        abandon(why, () -> {});
    }

    /** Ends it, sends what belongs to it last, tells the caller why, and cancels it at the other side. */
    private void abandon(RuntimeException why, Runnable last) {
        boolean mine = end();
        last.run();
        if (mine) {
            abandon.accept(this);
            fail(why);
        }
    }

    /** Ends it and cancels it at the other side; returns true for the first caller only. */
    public final boolean cancel() {
        boolean mine = end();
        if (mine) {
            abandon.accept(this);
        }
        return mine;
    }

    /** Sets the task of its time-out, which is cancelled if the call ends before. */
    public final void timeout(Future<?> running) {
        synchronized (this) {
            if (!over) {
                timeout = running;
                return;
            }
        }
        running.cancel(false);
    }

    /** Stops the time-out. */
    final void stopTimeout() {
        Future<?> running;
        synchronized (this) {
            running = timeout;
            timeout = null;
        }
        if (running != null) {
            running.cancel(false);
        }
    }

    /** Ends it; returns true for the first caller only. */
    final boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        stopTimeout();
        uploads().end();
        return true;
    }
}
