package dev.webshocket.cdi.servlet;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;

/** Finds the bean manager of the web application that the current thread runs in. */
final class ApplicationBeans {

    private ApplicationBeans() {}

    /**
     * Finds the bean manager of the web application, not that of this class's archive. The two differ in an EAR that
     * has this library in {@code lib}, and only the first one sees the handlers of the WAR.
     *
     * @return empty if the application has no CDI
     */
    static Optional<BeanManager> find() {
        return JndiNames.find("java:comp/BeanManager", BeanManager.class).or(ApplicationBeans::current);
    }

    private static Optional<BeanManager> current() {
        try {
            return Optional.of(CDI.current().getBeanManager());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
