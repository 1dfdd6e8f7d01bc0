package dev.webshocket.tyrus;

import dev.webshocket.ClusterState;
import dev.webshocket.Connections;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.cdi.CdiEnvironment;
import dev.webshocket.internal.concurrent.DaemonThreads;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.platform.OriginRule;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.SortedSet;
import org.glassfish.grizzly.http.server.HttpHandler;

/** The parts of a server, started in the order of their dependencies. */
final class RunningServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");
    private static final int HTTP_IDLE_SECONDS = 30;

    private final ServerOptions options;
    private CdiContainer cdi;
    private DefaultExecutors executors;
    private Cluster cluster;
    private WebshocketEngine engine;
    private TyrusTransport transport;

    private RunningServer(ServerOptions options) {
        this.options = options;
    }

    /**
     * Starts all parts, or none.
     *
     * @throws dev.webshocket.DefinitionException if a handler cannot be served
     * @throws ServerStartException if a part does not start
     */
    static RunningServer start(ServerOptions options) {
        RunningServer server = new RunningServer(options);
        try {
            server.startParts();
            LOG.log(Level.INFO, "Webshocket listens on {0}, paths {1}", server.uri(""), server.paths());
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void startParts() {
        HttpHandler pages = Pages.of(options.content(), options.classPathContent());
        var tls = options.sslContext() == null
                ? null
                : Tls.configurator(options.sslContext(), options.clientAuthentication());
        cdi = CdiContainer.start(options);
        WebshocketSettings settings = CdiEnvironment.settings(cdi.beans());
        executors = new DefaultExecutors(settings.workerThreads());
        cluster = cluster();
        ServiceEnvironment environment =
                CdiEnvironment.create(cdi.beans(), executors.executors(), options.interceptors(), cluster);
        engine = WebshocketEngine.create(environment);
        transport = new TyrusTransport(new TransportConfig(
                options.host(),
                options.port(),
                options.contextPath(),
                HTTP_IDLE_SECONDS,
                tls,
                pages,
                OriginRule.of(settings),
                environment.log(),
                executors.executors().upkeep(),
                executors.executors().timer()));
        try {
            engine.register(transport);
            transport.open();
        } catch (DeploymentException e) {
            throw new ServerStartException(
                    ServerStartException.ENDPOINT_REFUSED, "an endpoint is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw ListenFailures.explain(options.host(), options.port(), e);
        }
    }

    private Cluster cluster() {
        if (!CdiEnvironment.hasHandlers(cdi.beans(), null)) {
            throw ServerStartException.noHandler(options);
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return CdiEnvironment.openCluster(
                cdi.beans(), options.contextPath(), loader, new DaemonThreads("webshocket-cluster-", loader));
    }

    int port() {
        return transport.getPort();
    }

    URI uri(String path) {
        return ServerUri.of(options, port(), path);
    }

    SortedSet<String> paths() {
        return engine.paths();
    }

    Connections connections() {
        return engine.clients();
    }

    ClusterState clusterState() {
        return engine.cluster();
    }

    <T> Instance<T> select(Class<T> type, Annotation... qualifiers) {
        BeanManager beans = cdi.beans();
        return beans.createInstance().select(type, qualifiers);
    }

    /** Ends the started parts. Application callbacks that run meanwhile can still use all beans. */
    @Override
    public void close() {
        if (transport != null) {
            end("the listener", transport::refuse);
        }
        end("the engine", engine);
        if (transport != null) {
            end("the transport", transport::stop);
        }
        end("the cluster", cluster);
        end("the executors", executors);
        end("the beans", cdi);
    }

    private static void end(String part, AutoCloseable closing) {
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (Exception | LinkageError e) {
            // The other parts must still be closed.
            LOG.log(Level.WARNING, part + " cannot be closed", e);
        }
    }
}
