package dev.webshocket.internal.servlet;

import dev.webshocket.WebSocketHandler;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;

/**
 * Warns of handlers in a web application that nothing serves, since {@code webshocket-cdi} is not there. The deployment goes
 * on: the application may serve them by itself, through {@link dev.webshocket.spi.WebshocketEngine}.
 */
@HandlesTypes(WebSocketHandler.class)
public final class CdiModuleCheck implements ServletContainerInitializer {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** Of {@code webshocket-cdi}, which this module must not depend on. */
    private static final String SERVES_HANDLERS = "dev.webshocket.cdi.servlet.WebshocketInitializer";

    /** For the servlet container. */
    public CdiModuleCheck() {}

    @Override
    public void onStartup(Set<Class<?>> annotated, ServletContext context) {
        if (annotated == null || isThere(context.getClassLoader())) {
            return;
        }
        List<String> handlers = annotated.stream()
                .filter(type -> type.isAnnotationPresent(WebSocketHandler.class))
                .map(Class::getName)
                .sorted()
                .toList();
        if (!handlers.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0251: nothing serves the handlers {0} of \"{1}\", since the library webshocket-cdi is not"
                            + " in it; add the dependency dev.webshocket:webshocket-cdi",
                    handlers,
                    context.getContextPath());
        }
    }

    private static boolean isThere(ClassLoader application) {
        try {
            Class.forName(SERVES_HANDLERS, false, application);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
