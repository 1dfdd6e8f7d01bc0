package dev.webshocket.cdi.servlet;

import dev.webshocket.cdi.CdiEnvironment;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.platform.OriginRule;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;

/** The running services of one web application. Used by one thread at a time. */
final class DeployedServices implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final ServerThreads threads;
    private Cluster cluster;
    private WebshocketEngine engine;

    private DeployedServices(ServerThreads threads) {
        this.threads = threads;
    }

    /**
     * Starts the services.
     *
     * @param context the application's servlet context
     * @param beans the application's bean manager
     * @param handshakes the filter that protects them
     * @return the services, or null if the application has no handlers
     * @throws ServiceDeploymentException if the server cannot serve them; nothing is left running
     */
    static DeployedServices start(ServletContext context, BeanManager beans, HandshakeFilter handshakes) {
        if (!CdiEnvironment.hasHandlers(beans, context.getClassLoader())) {
            return null;
        }
        DeployedServices services =
                new DeployedServices(ServerThreads.start(CdiEnvironment.settings(beans), name(context)));
        try {
            services.start(context, beans, handshakes, ClusterThreads.of(name(context), context.getClassLoader()));
        } catch (RuntimeException | Error e) {
            services.close();
            throw e;
        }
        LOG.log(Level.INFO, "Webshocket serves {0} below \"{1}\"", services.engine.paths(), context.getContextPath());
        return services;
    }

    private void start(
            ServletContext context, BeanManager beans, HandshakeFilter handshakes, ThreadFactory clusterThreads) {
        cluster = CdiEnvironment.openCluster(beans, context.getContextPath(), context.getClassLoader(), clusterThreads);
        ServiceEnvironment environment = CdiEnvironment.create(
                beans,
                threads.executors(),
                new HandshakeContexts(threads.contexts(), handshakes),
                context.getClassLoader(),
                context.getContextPath(),
                cluster);
        engine = WebshocketEngine.create(environment);
        handshakes.protect(OriginRule.of(environment.settings()), ServicePaths.of(engine.paths()), environment.log());
        register(engine, container(context));
    }

    /** Returns the context path in a form for names of threads. */
    private static String name(ServletContext context) {
        String path = context.getContextPath();
        return path.isEmpty() ? "root" : path.substring(1).replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static ServerContainer container(ServletContext context) {
        // Jakarta WebSocket, section 6.4, defines the name of the attribute.
        return (ServerContainer) context.getAttribute(ServerContainer.class.getName());
    }

    private static void register(WebshocketEngine engine, ServerContainer container) {
        if (container == null) {
            throw new ServiceDeploymentException(
                    ServiceDeploymentException.NO_CONTAINER,
                    "the server has no WebSocket container for this application, so that it cannot serve "
                            + engine.paths() + "; enable Jakarta WebSocket on the server",
                    null);
        }
        try {
            engine.register(container);
        } catch (DeploymentException | RuntimeException e) {
            throw new ServiceDeploymentException(
                    ServiceDeploymentException.ENDPOINT_REFUSED,
                    "the server refuses an endpoint: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Closes all connections, whose sessions go to other servers, then leaves these, and stops the threads. A part that fails does not
     * keep the others open.
     */
    @Override
    public void close() {
        try {
            if (engine != null) {
                engine.close();
            }
        } finally {
            closeCluster();
        }
    }

    private void closeCluster() {
        try {
            if (cluster != null) {
                cluster.close();
            }
        } finally {
            threads.close();
        }
    }
}
