package dev.webshocket.internal.rpc;

/** What there is too little of for a call, which is then answered with {@code RPC_OVERLOADED}. */
enum Shortage {
    /** Too much of its connection waits. */
    LANE("too many calls of a connection wait (the settings waitingCalls and waitingBytes)", Wording.overloaded()),
    /** All connections together hold too much. */
    MEMORY("all connections together hold too much (the setting bufferedBytes)", Wording.noMemory()),
    /** All threads are busy, and have been for long. */
    THREADS("no thread was free for 5 s (the setting workerThreads)", Wording.noThread());

    private final String reason;
    private final String answer;

    Shortage(String reason, String answer) {
        this.reason = reason;
        this.answer = answer;
    }

    /** Returns what the log says of it, with the settings that bound it. */
    String reason() {
        return reason;
    }

    /** Returns what the caller is told of it. */
    String answer() {
        return answer;
    }
}
