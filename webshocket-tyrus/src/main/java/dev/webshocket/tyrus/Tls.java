package dev.webshocket.tyrus;

import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** The TLS configuration. */
final class Tls {

    /** Older versions are deprecated as insecure (RFC 8996), even if the context or the JDK allows them. */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private Tls() {}

    /**
     * Creates the factory of Grizzly's TLS engines.
     *
     * @throws ServerStartException if the context cannot create an engine for these versions
     */
    static SSLEngineConfigurator configurator(SSLContext context, ClientAuthentication clients) {
        try {
            SSLEngineConfigurator configurator = new SSLEngineConfigurator(
                    context, false, clients == ClientAuthentication.NEEDED, clients == ClientAuthentication.WANTED);
            configurator.setEnabledProtocols(PROTOCOLS);
            configurator.createSSLEngine();
            return configurator;
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new ServerStartException(
                    ServerStartException.TLS_NOT_USABLE,
                    "the SSL context cannot be used: " + e.getMessage()
                            + "; initialise it with the server's key, and let its provider speak TLS 1.2 or 1.3",
                    e);
        }
    }
}
