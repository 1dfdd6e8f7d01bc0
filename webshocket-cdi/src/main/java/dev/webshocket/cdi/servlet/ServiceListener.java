package dev.webshocket.cdi.servlet;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Optional;

/**
 * Starts the services of one web application when it starts, and ends them while its beans still work. The container
 * calls it by one thread at a time.
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
