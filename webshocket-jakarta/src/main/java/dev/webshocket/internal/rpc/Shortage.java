package dev.webshocket.internal.rpc;

import dev.webshocket.internal.methods.Wording;

/** An exhausted resource, for which a call is answered with {@code RPC_OVERLOADED}. */
enum Shortage {
    /** Too many calls of its connection wait, or too long ones. */
    LANE("too many calls of a connection wait (the settings waitingCalls and waitingBytes)", Wording.overloaded()),
    /** Too many streams of its connection are open. */
    STREAMS("too many streams of a connection are open (32 in each direction)", Wording.tooManyStreams()),
    /** All connections together hold too much memory. */
    MEMORY("all connections together hold too much (the setting bufferedBytes)", Wording.noMemory()),
    /** All threads have been busy for too long. */
    THREADS("no thread was free for 5 s (the setting workerThreads)", Wording.noThread());

    private final String reason;
    private final String answer;

    Shortage(String reason, String answer) {
        this.reason = reason;
        this.answer = answer;
    }

    /** Returns the text for the log, with the settings that bound the resource. */
    String reason() {
        return reason;
    }

    /** Returns the text for the caller. */
    String answer() {
        return answer;
    }
}
