package dev.webshocket.internal.rpc;

/** What becomes of a call after a step of its {@link CallChain}. */
enum Progress {
    /** The next step follows at once, on the same thread. */
    ON,
    /** The call holds its place in the lane without a thread, until {@link Call#await} lets it go on. */
    WAITS,
    /** The call goes on by itself, and the lane without it. */
    ELSEWHERE,
    /** The call has been answered or cancelled. */
    OVER
}
