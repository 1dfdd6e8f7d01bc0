package dev.webshocket.internal.rpc;

/** What callers are told, where the wording is the original server's. */
final class Wording {

    private static final int BRIEF = 100;

    private Wording() {}

    static String notFound(String method) {
        return "RPC method '" + brief(method) + "' not found.";
    }

    /** Says nothing of which rule it was, which would tell an attacker what to look for. */
    static String accessDenied(String method) {
        return "Access denied for RPC method '" + method + "'.";
    }

    static String rateLimited(String method) {
        return "Rate limit exceeded for RPC method '" + method + "'.";
    }

    static String overloaded() {
        return "Too many calls of this connection are waiting.";
    }

    static String internal(String errorId) {
        return "Internal error " + errorId + ".";
    }

    /** Cuts what a client sent, so that no answer is as long as the question. */
    static String brief(String text) {
        return text.codePointCount(0, text.length()) <= BRIEF
                ? text
                : text.substring(0, text.offsetByCodePoints(0, BRIEF)) + "...";
    }
}
