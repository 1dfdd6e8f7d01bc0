package dev.webshocket.cdi.servlet;

import dev.webshocket.cdi.RequiredLibraries;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;

/**
 * Starts the services of a web application. The servlet container finds it, so that the application needs no {@code
 * web.xml} and registers nothing.
 *
 * <p>It adds a listener instead of the endpoints, since some servers create the WebSocket container after all
 * initializers have run. The listener is not annotated, since containers ignore annotations in an application whose
 * {@code web.xml} is metadata-complete. The filter is added here, since a listener that was added by an initializer may
 * not add filters.
 */
public final class WebshocketInitializer implements ServletContainerInitializer {

    /** For the servlet container. */
    public WebshocketInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        RequiredLibraries.check();
        HandshakeFilter handshakes = new HandshakeFilter();
        context.addListener(new ServiceListener(handshakes));
        FilterRegistration.Dynamic filter = context.addFilter("webshocket-handshake", handshakes);
        filter.setAsyncSupported(true);
        // The first filter, since some containers answer handshakes in a filter.
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
}
