package dev.webshocket.cdi.servlet;

/**
 * Stops the deployment of a web application whose handlers the server cannot serve. The message begins with the
 * {@linkplain #code code}.
 */
public class ServiceDeploymentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String ENDPOINT_REFUSED = "WEBSHOCKET-0111";
    static final String NO_CONTAINER = "WEBSHOCKET-0110";
    static final String NO_EXECUTOR = "WEBSHOCKET-0112";

    private final String code;

    ServiceDeploymentException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    /**
     * Returns the stable code of the problem.
     *
     * @return {@code WEBSHOCKET-0100} to {@code WEBSHOCKET-0119}
     */
    public String code() {
        return code;
    }
}
