package dev.webshocket.internal.client;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;

/**
 * Closes the clients that a web application has left open as it ends. The servlet container finds it; without one it is never loaded,
 * so that clients need no servlets.
 */
public final class ClientsInitializer implements ServletContainerInitializer, ServletContextListener {

    /** For the servlet container. */
    public ClientsInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        context.addListener(this);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ClientRuntime.endApplication(event.getServletContext().getClassLoader());
    }
}
