package dev.webshocket.internal.rpc;

/** What there is too little of for a call, which is then answered with {@code RPC_OVERLOADED}. */
enum Shortage {
    /** Too much of its connection waits. */
    LANE("too many calls of a connection wait (the settings waitingCalls and waitingBytes)"),
    /** All connections together hold too much. */
    MEMORY("all connections together hold too much (the setting bufferedBytes)"),
    /** All threads are busy, and have been for long. */
    THREADS("no thread was free for 5 s (the setting workerThreads)");

    private final String reason;

    Shortage(String reason) {
        this.reason = reason;
    }

    /** Returns what the log says of it, with the settings that bound it. */
    String reason() {
        return reason;
    }
}
