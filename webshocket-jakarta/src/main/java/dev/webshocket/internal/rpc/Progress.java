package dev.webshocket.internal.rpc;

/** How a call continues after a step of its {@link CallChain}. */
enum Progress {
    /** The next step follows at once, on the same thread. */
    ON,
    /** The call keeps its place in the lane without a thread, until {@link Call#await} continues it. */
    WAITS,
    /** The call runs beside the lane, which continues without it. */
    ELSEWHERE,
    /** The call has been answered or cancelled. */
    OVER
}
