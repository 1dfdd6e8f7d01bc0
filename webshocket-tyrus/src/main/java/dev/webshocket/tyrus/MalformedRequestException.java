package dev.webshocket.tyrus;

/** Why a request is answered with 400. The message contains nothing from the client. */
final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRequestException(String fault) {
        // No stack trace: any client could cause its cost at will.
        super(fault, null, false, false);
    }
}
