package dev.webshocket.it.embedded;

import dev.webshocket.it.Server;
import dev.webshocket.tyrus.WebSocketServer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Lets Arquillian deploy on the embedded server. Each WAR gets its own server: the classes of the WAR are its handlers
 * and beans, the WAR's name is its context path. The classes come from the class path.
 */
public final class TyrusContainer implements DeployableContainer<TyrusContainer.Configuration> {

    private final Map<String, WebSocketServer> servers = new ConcurrentHashMap<>();

    @Inject
    @DeploymentScoped
    private InstanceProducer<BeanManager> beans;

    /** No configuration is needed. */
    public static final class Configuration implements ContainerConfiguration {

        @Override
        public void validate() {}
    }

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String context = archive.getName().replace(".war", "");
        WebSocketServer server = start("/" + context, archive);
        servers.put(archive.getName(), server);
        beans.set(server.select(BeanManager.class).get());
        new Server(context).isAt("localhost:" + server.port());
        return new ProtocolMetaData();
    }

    private static WebSocketServer start(String context, Archive<?> archive) throws DeploymentException {
        try {
            return ArchiveClasses.of(archive)
                    .serveBy(WebSocketServer.builder())
                    .host("localhost")
                    .port(0)
                    .contextPath(context)
                    .start();
        } catch (ClassNotFoundException | RuntimeException e) {
            throw new DeploymentException(context + " does not start", e);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        servers.remove(archive.getName()).close();
    }
}
