package dev.webshocket.it.embedded;

import dev.webshocket.WebSocketHandler;
import dev.webshocket.it.Server;
import dev.webshocket.tyrus.WebSocketServer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
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
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;

/**
 * Lets Arquillian deploy on the embedded server. Each WAR gets its own server: the classes of the WAR are its handlers
 * and beans, the WAR's name is its context path. The classes come from the class path.
 */
public final class TyrusContainer implements DeployableContainer<TyrusContainer.Configuration> {

    private static final String CLASSES = "/WEB-INF/classes/";

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
        WebSocketServer server = start("/" + context, classes(archive));
        servers.put(archive.getName(), server);
        beans.set(server.select(BeanManager.class).get());
        new Server(context).isAt("localhost:" + server.port());
        return new ProtocolMetaData();
    }

    private static WebSocketServer start(String context, List<Class<?>> classes) throws DeploymentException {
        try {
            return WebSocketServer.builder()
                    .host("localhost")
                    .port(0)
                    .contextPath(context)
                    .handlers(classes.stream()
                            .filter(type -> type.isAnnotationPresent(WebSocketHandler.class))
                            .toArray(Class<?>[]::new))
                    .beans(classes.stream()
                            .filter(type -> !type.isAnnotationPresent(WebSocketHandler.class))
                            .toArray(Class<?>[]::new))
                    .start();
        } catch (RuntimeException e) {
            throw new DeploymentException(context + " does not start", e);
        }
    }

    private static List<Class<?>> classes(Archive<?> archive) throws DeploymentException {
        List<Class<?>> classes = new ArrayList<>();
        for (ArchivePath path :
                archive.getContent(Filters.include(CLASSES + ".*\\.class")).keySet()) {
            String name = path.get().substring(CLASSES.length()).replace(".class", "");
            if (name.endsWith("package-info")) {
                continue;
            }
            try {
                classes.add(Class.forName(name.replace('/', '.')));
            } catch (ClassNotFoundException e) {
                throw new DeploymentException(name + " is not on the class path", e);
            }
        }
        return classes;
    }

    @Override
    public void undeploy(Archive<?> archive) {
        servers.remove(archive.getName()).close();
    }
}
