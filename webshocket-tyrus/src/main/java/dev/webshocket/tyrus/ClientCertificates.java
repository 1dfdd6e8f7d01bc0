package dev.webshocket.tyrus;

import java.security.Principal;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ssl.SSLUtils;

/** Reads a client's identity from its certificate. */
final class ClientCertificates {

    private ClientCertificates() {}

    /** Returns the subject of the client's certificate, null if it presented none. */
    static Principal principal(Connection<?> connection) {
        SSLEngine engine = SSLUtils.getSSLEngine(connection);
        if (engine == null) {
            return null;
        }
        try {
            return engine.getSession().getPeerPrincipal();
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
