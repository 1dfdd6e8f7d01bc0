package dev.webshocket.internal.methods;

import dev.webshocket.internal.log.LogText;
import java.util.Optional;

/** The messages to callers that use the original server's wording. */
public final class Wording {

    private static final int BRIEF = 100;

    private Wording() {}

    public static String notFound(String method, Optional<String> meant) {
        return "RPC method '" + brief(method) + "' not found."
                + meant.map(name -> " Did you mean '" + name + "'?").orElse("");
    }

    public static String malformed(String why) {
        return "Malformed packet: " + why + ".";
    }

    /** Does not name the rule, which would help an attacker. */
    public static String accessDenied(String method) {
        return "Access denied for RPC method '" + method + "'.";
    }

    public static String rateLimited(String method) {
        return "Rate limit exceeded for RPC method '" + method + "'.";
    }

    public static String overloaded() {
        return "Too many calls of this connection are waiting.";
    }

    public static String tooManyStreams() {
        return "Too many streams of this connection are open.";
    }

    public static String streamInUse() {
        return "A stream of this connection has the id of an upload already.";
    }

    public static String noMemory() {
        return "The server has no memory left for this call.";
    }

    public static String noThread() {
        return "The server has too many calls to run at a time.";
    }

    public static String internal(String errorId) {
        return "Internal error " + errorId + ".";
    }

    /** Truncates a text of the client, so that the answer is shorter than the call, and escapes control characters. */
    public static String brief(String text) {
        return LogText.of(
                text.codePointCount(0, text.length()) <= BRIEF
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, BRIEF)) + "...");
    }
}
