package dev.webshocket.cdi.servlet;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Optional;

/**
 * Starts the services of one web application with it, and stops them before its beans are destroyed. The container
 * calls it on one thread at a time.
 */
final class ServiceListener implements ServletContextListener {

    private final HandshakeFilter handshakes;
    private DeployedServices services;

    ServiceListener(HandshakeFilter handshakes) {
        this.handshakes = handshakes;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Optional<BeanManager> beans = ApplicationBeans.find();
        if (beans.isPresent()) {
            services = DeployedServices.start(event.getServletContext(), beans.get(), handshakes);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (services != null) {
            services.close();
            services = null;
        }
    }
}
