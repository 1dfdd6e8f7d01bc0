package dev.webshocket.tyrus;

import dev.webshocket.ChannelRules;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.SessionStore;
import jakarta.json.bind.JsonbConfig;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * The options of a server; {@link WebSocketServerBuilder} describes each.
 *
 * @param credentialCheck null for the application's own
 * @param settings null for the application's own
 * @param jsonbConfig null for the application's own
 * @param sessionStore null for the application's own, if any
 * @param channelRules null for the application's own
 * @param content null for no pages from a directory
 * @param sslContext null for no TLS
 */
record ServerOptions(
        String host,
        int port,
        String contextPath,
        List<Class<?>> handlers,
        List<Class<?>> beans,
        List<CallInterceptor> interceptors,
        CredentialCheck credentialCheck,
        WebshocketSettings settings,
        JsonbConfig jsonbConfig,
        SessionStore sessionStore,
        ChannelRules channelRules,
        Path content,
        boolean classPathContent,
        SSLContext sslContext,
        ClientAuthentication clientAuthentication,
        boolean shutdownHook) {

    boolean discovers() {
        return handlers.isEmpty() && beans.isEmpty();
    }
}
