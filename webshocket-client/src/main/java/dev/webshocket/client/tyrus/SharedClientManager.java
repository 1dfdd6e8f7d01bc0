package dev.webshocket.client.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;

/**
 * Tyrus's container with one thread for all containers in place of one for each, which asks for the very path that a URI
 * has. Tyrus times sessions with the thread, which ours do not need; it is there while there is something to do.
 */
final class SharedClientManager extends ClientManager {

    private static final int IDLE_SECONDS = 5;
    // Threads and nothing else: no state of any application is in them.
    private static final ScheduledThreadPoolExecutor THREAD = thread();

    private static ScheduledThreadPoolExecutor thread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "webshocket-client-timer");
            thread.setDaemon(true);
            // Not that of the first client's application, which may end before the thread does.
            thread.setContextClassLoader(SharedClientManager.class.getClassLoader());
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI uri)
            throws DeploymentException, IOException {
        if (config.getSSLContext() == null && "wss".equals(uri.getScheme())) {
            getProperties().put(ClientProperties.SSL_ENGINE_CONFIGURATOR, new SslEngineConfigurator(defaultContext()));
        }
        try (Attempt attempt = Attempt.begin("wss".equals(uri.getScheme()), THREAD)) {
            try {
                return super.connectToServer(endpoint, config, escapedTwice(uri));
            } catch (DeploymentException e) {
                throw attempt.explain(e);
            }
        }
    }

    // Without, Tyrus would make a context of its own of what the system properties say.
    private static SSLContext defaultContext() throws DeploymentException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new DeploymentException("the JVM has no default SSL context: " + e.getMessage(), e);
        }
    }

    /** Tyrus undoes escapes before it asks for the path, and for a query as well where those of it are escaped twice. */
    private static URI escapedTwice(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String query = ascii.getRawQuery() == null ? "" : '?' + ascii.getRawQuery();
        String target = (ascii.getRawPath() + query).replace("%", "%25");
        return URI.create(ascii.getScheme() + "://" + ascii.getRawAuthority() + target);
    }

    @Override
    public ExecutorService getExecutorService() {
        return THREAD;
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return THREAD;
    }
}
