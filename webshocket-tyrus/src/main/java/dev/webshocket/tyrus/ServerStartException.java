package dev.webshocket.tyrus;

/**
 * Thrown if a server did not start. None of its parts is left running. The message begins with the {@linkplain #code
 * code}.
 */
public class ServerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String PORT_IN_USE = "WEBSHOCKET-0100";
    static final String CANNOT_LISTEN = "WEBSHOCKET-0101";
    private static final String NO_HANDLER = "WEBSHOCKET-0102";
    static final String CONTENT_IS_NO_DIRECTORY = "WEBSHOCKET-0103";
    static final String BEANS_DO_NOT_START = "WEBSHOCKET-0104";
    static final String ENDPOINT_REFUSED = "WEBSHOCKET-0105";
    static final String TLS_NOT_USABLE = "WEBSHOCKET-0106";

    private final String code;

    ServerStartException(String code, String message) {
        this(code, message, null);
    }

    ServerStartException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    static ServerStartException noHandler(ServerOptions options) {
        return new ServerStartException(
                NO_HANDLER,
                "no class with @WebSocketHandler is a bean; "
                        + (options.discovers()
                                ? "CDI looks only where there is a META-INF/beans.xml: put an empty one beside the classes"
                                        + " (with Maven into src/main/resources/META-INF), or name the classes by"
                                        + " handlers(...)"
                                : "name one by handlers(...)"));
    }

    /**
     * Returns the stable code of the fault.
     *
     * @return {@code WEBSHOCKET-0100} to {@code WEBSHOCKET-0119}
     */
    public String code() {
        return code;
    }
}
