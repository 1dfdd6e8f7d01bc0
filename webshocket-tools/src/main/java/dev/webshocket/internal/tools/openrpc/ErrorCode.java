package dev.webshocket.internal.tools.openrpc;

/**
 * An error that a method may answer with.
 *
 * @param code its number
 * @param message what it means, or its name
 */
public record ErrorCode(int code, String message) {}
