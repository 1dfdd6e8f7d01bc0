package dev.webshocket.internal.tools.openrpc;

import java.util.List;

/**
 * A method of a service.
 *
 * @param name its name
 * @param text what it is for; empty if that is not said
 * @param deprecated whether it is deprecated
 * @param structure how arguments are given
 * @param parameters its parameters, without the variadic one
 * @param variadic the last parameter, if it takes all positional arguments that remain; null if there is none
 * @param uploads the streams that callers send, in order
 * @param streams whether it answers with a stream of items
 * @param result the result, or an item of the stream
 */
public record Method(
        String name,
        String text,
        boolean deprecated,
        Structure structure,
        List<Content> parameters,
        Content variadic,
        List<Content> uploads,
        boolean streams,
        Content result) {

    /** How arguments are given. */
    public enum Structure {
        /** By position or by name. */
        EITHER,
        /** Only by name. */
        BY_NAME,
        /** Only by position. */
        BY_POSITION
    }
}
