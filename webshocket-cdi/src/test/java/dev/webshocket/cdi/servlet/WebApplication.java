package dev.webshocket.cdi.servlet;

import dev.webshocket.cdi.WebshocketExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;
import org.jboss.weld.environment.se.Weld;

/**
 * A web application as a servlet container deploys it: with real beans, a real WebSocket container, and events in the
 * real order.
 */
final class WebApplication implements AutoCloseable {

    private final List<String> registered = new ArrayList<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final TyrusServerContainer container =
            (TyrusServerContainer) ServerContainerFactory.createServerContainer(Map.of());
    private final SeContainer beans;
    private ServletContextListener listener;
    private boolean running;

    private WebApplication(Class<?>... beans) {
        this.beans = new Weld(UUID.randomUUID().toString())
                .disableDiscovery()
                .addExtension(new WebshocketExtension())
                .addBeanClasses(beans)
                .initialize();
        attributes.put(ServerContainer.class.getName(), container);
    }

    /** Makes an application with these beans, without deploying it. */
    static WebApplication of(Class<?>... beans) {
        return new WebApplication(beans);
    }

    WebApplication withoutWebSockets() {
        attributes.clear();
        return this;
    }

    /** Gives it a WebSocket container that refuses endpoints. */
    WebApplication refusing(DeploymentException refusal) {
        attributes.put(
                ServerContainer.class.getName(),
                Proxy.newProxyInstance(
                        ServerContainer.class.getClassLoader(),
                        new Class<?>[] {ServerContainer.class},
                        (proxy, method, args) -> {
                            throw refusal;
                        }));
        return this;
    }

    /** Deploys the application as a servlet container does, and starts to listen. */
    WebApplication deploy() throws Exception {
        new WebshocketInitializer().onStartup(Set.of(), context());
        listener.contextInitialized(new ServletContextEvent(context()));
        container.start("/app", 0);
        running = true;
        return this;
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + container.getPort() + "/app" + path);
    }

    <T> T bean(Class<T> type) {
        return beans.select(type).get();
    }

    /** Notifies the application of its end; its beans can still be used. */
    void undeploy() {
        listener.contextDestroyed(new ServletContextEvent(context()));
    }

    /** Ends the beans, as a container does whose listener comes after that of the services, and so is told of the end before it. */
    void endBeans() {
        beans.close();
    }

    private ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "addFilter" -> {
                            return filter((Filter) args[1]);
                        }
                        case "addListener" -> listener = (ServletContextListener) (EventListener) args[0];
                        case "getContextPath" -> {
                            return "/app";
                        }
                        case "getClassLoader" -> {
                            return WebApplication.class.getClassLoader();
                        }
                        case "getAttribute" -> {
                            return attributes.get(args[0]);
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private FilterRegistration.Dynamic filter(Filter filter) {
        return (FilterRegistration.Dynamic) Proxy.newProxyInstance(
                FilterRegistration.class.getClassLoader(),
                new Class<?>[] {FilterRegistration.Dynamic.class},
                (proxy, method, args) -> {
                    registered.add(filter.getClass().getSimpleName() + '.' + method.getName());
                    return null;
                });
    }

    /** The recorded registrations of filters. */
    List<String> registered() {
        return registered;
    }

    @Override
    public void close() {
        if (running) {
            container.stop();
        }
        if (beans.isRunning()) {
            beans.close();
        }
    }
}
