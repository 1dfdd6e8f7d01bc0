package dev.webshocket.tyrus;

import dev.webshocket.ChannelRules;
import dev.webshocket.DefinitionException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.cdi.WebshocketExtension;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.SessionStore;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.JsonbConfig;
import java.util.UUID;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** The beans of one server, in its own Weld container, so that servers in one JVM share no beans. */
final class CdiContainer implements AutoCloseable {

    private static final String NO_BEAN_ARCHIVE = "WELD-ENV-002009";

    private final WeldContainer weld;

    private CdiContainer(WeldContainer weld) {
        this.weld = weld;
    }

    /**
     * Starts the container.
     *
     * @throws DefinitionException if a handler cannot be served
     * @throws ServerStartException if the beans do not start for another reason
     */
    static CdiContainer start(ServerOptions options) {
        Weld weld = new Weld("webshocket-" + UUID.randomUUID())
                // The server closes the container itself, at the right moment of its shutdown.
                .skipShutdownHook()
                // Otherwise it would outlive a container that fails to start.
                .property("org.jboss.weld.bootstrap.preloaderThreadPoolSize", 0);
        weld.addExtension(new GivenBeans()
                .with(WebshocketSettings.class, options.settings())
                .with(CredentialCheck.class, options.credentialCheck())
                .with(JsonbConfig.class, options.jsonbConfig())
                .with(SessionStore.class, options.sessionStore())
                .with(ChannelRules.class, options.channelRules()));
        if (!options.discovers()) {
            weld.disableDiscovery()
                    .addExtension(new WebshocketExtension(options.handlers()))
                    .addBeanClasses(options.handlers().toArray(Class<?>[]::new))
                    .addBeanClasses(options.beans().toArray(Class<?>[]::new));
        }
        try {
            return new CdiContainer(weld.initialize());
        } catch (RuntimeException e) {
            throw reason(e, options);
        }
    }

    private static RuntimeException reason(RuntimeException failure, ServerOptions options) {
        // Weld has no exception type for it.
        if (String.valueOf(failure.getMessage()).startsWith(NO_BEAN_ARCHIVE)) {
            return ServerStartException.noHandler(options);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DefinitionException definition) {
                return definition;
            }
        }
        return new ServerStartException(
                ServerStartException.BEANS_DO_NOT_START, "the beans do not start: " + failure.getMessage(), failure);
    }

    BeanManager beans() {
        return weld.getBeanManager();
    }

    @Override
    public void close() {
        if (weld.isRunning()) {
            weld.shutdown();
        }
    }
}
