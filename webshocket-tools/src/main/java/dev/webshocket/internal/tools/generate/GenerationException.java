package dev.webshocket.internal.tools.generate;

/** Nothing can be generated; the message is one line that begins with a code. */
public final class GenerationException extends Exception {

    static final String WRONG_USAGE = "WEBSHOCKET-0431";
    static final String NO_FILE = "WEBSHOCKET-0432";
    static final String NO_JSON = "WEBSHOCKET-0433";
    static final String NO_OPENRPC = "WEBSHOCKET-0434";
    static final String UNREACHABLE = "WEBSHOCKET-0435";
    static final String TURNED_OFF = "WEBSHOCKET-0436";
    static final String REFUSED = "WEBSHOCKET-0437";
    static final String NO_HANDLERS = "WEBSHOCKET-0438";
    static final String NO_SERVICE = "WEBSHOCKET-0439";
    static final String WRONG_HANDLERS = "WEBSHOCKET-0440";
    static final String NO_OUTPUT = "WEBSHOCKET-0441";
    static final String NO_ASYNCAPI = "WEBSHOCKET-0442";

    private static final long serialVersionUID = 1L;

    GenerationException(String code, String message) {
        super(code + ": " + String.join(" ", message.lines().map(String::strip).toList()));
    }
}
