package dev.webshocket.cdi.servlet;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;

/** Finds the beans of the web application that the current thread works for. */
final class ApplicationBeans {

    private ApplicationBeans() {}

    /**
     * Finds the bean manager of the web application, rather than that of the archive which this class is in: in an EAR that
     * has it in {@code lib} they are two, and only the first one sees the handlers of the WAR.
     *
     * @return empty where the application has no CDI
     */
    static Optional<BeanManager> find() {
        return ServerNames.find("java:comp/BeanManager", BeanManager.class).or(ApplicationBeans::current);
    }

    private static Optional<BeanManager> current() {
        try {
            return Optional.of(CDI.current().getBeanManager());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
