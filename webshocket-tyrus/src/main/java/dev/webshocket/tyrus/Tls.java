package dev.webshocket.tyrus;

import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** How TLS is spoken. */
final class Tls {

    /** Older versions are broken (RFC 8996), whatever the context or the JDK's settings would still allow. */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private Tls() {}

    /**
     * Makes what Grizzly's engines come from.
     *
     * @throws ServerStartException if the context cannot make one that speaks these versions
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
