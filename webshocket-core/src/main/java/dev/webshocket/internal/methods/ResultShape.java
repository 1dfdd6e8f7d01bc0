package dev.webshocket.internal.methods;

/** How the calls of a method are answered. */
public enum ResultShape {
    /** With the method's result, null if the method is {@code void}. */
    VALUE,
    /** With the result of the returned {@link java.util.concurrent.CompletionStage}. */
    STAGE,
    /** With the items of the returned {@link java.util.stream.Stream}. */
    STREAM,
    /** With the items of the returned {@link java.util.concurrent.Flow.Publisher}. */
    PUBLISHER,
    /** With the items that the method sends to its {@link dev.webshocket.RpcStream} parameter. */
    EMITTER;

    /** Tells whether calls are answered with a stream. */
    public boolean isStream() {
        return switch (this) {
            case STREAM, PUBLISHER, EMITTER -> true;
            case VALUE, STAGE -> false;
        };
    }
}
