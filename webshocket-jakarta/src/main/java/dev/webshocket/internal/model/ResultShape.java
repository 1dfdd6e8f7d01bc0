package dev.webshocket.internal.model;

/** How a call is answered, as the method's signature says. */
public enum ResultShape {
    /** By what the method returns, null where it is {@code void}. */
    VALUE,
    /** By what the {@link java.util.concurrent.CompletionStage} that it returns completes with. */
    STAGE,
    /** By the items of the {@link java.util.stream.Stream} that it returns. */
    STREAM,
    /** By the items of the {@link java.util.concurrent.Flow.Publisher} that it returns. */
    PUBLISHER,
    /** By the items that it sends to its {@link dev.webshocket.RpcStream} parameter. */
    EMITTER
}
