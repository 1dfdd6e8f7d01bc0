package dev.webshocket.internal.cdi;

import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Warns of handlers that nothing serves because {@code webshocket-cdi} is missing. It does so before CDI validates the
 * injection points of handlers, which would fail with a less helpful error. The deployment continues, since the
 * application may serve the handlers itself, by {@link dev.webshocket.spi.platform.WebshocketEngine}. Safe for use by
 * any thread.
 */
public final class CdiModuleCheck implements Extension {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** A class of {@code webshocket-cdi}, by name since this module must not depend on that one. */
    private static final String CDI_EXTENSION = "dev.webshocket.cdi.WebshocketExtension";

    private final Set<String> unserved = new ConcurrentSkipListSet<>();

    /** For the CDI container. */
    public CdiModuleCheck() {}

    void collect(@Observes @WithAnnotations(WebSocketHandler.class) ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (event.getAnnotatedType().isAnnotationPresent(WebSocketHandler.class) && !isServed(type)) {
            unserved.add(type.getName());
        }
    }

    void warn(@Observes AfterBeanDiscovery event) {
        if (!unserved.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0251: nothing serves {0}, since the application does not have the library"
                            + " webshocket-cdi; add the dependency dev.webshocket:webshocket-cdi",
                    unserved);
        }
    }

    private static boolean isServed(Class<?> handler) {
        try {
            Class.forName(CDI_EXTENSION, false, handler.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
