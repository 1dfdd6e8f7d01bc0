package dev.webshocket.tyrus;

/** Says why a request is answered with 400; its message has nothing that comes from the client. */
final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRequestException(String fault) {
        // Strangers cause it: nobody is to pay for a stack trace.
        super(fault, null, false, false);
    }
}
