package dev.webshocket.cdi.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes a web application serve its handlers; found by the servlet container, so that the application needs no {@code
 * web.xml} and registers nothing.
 *
 * <p>It adds a listener rather than the endpoints themselves, since on some servers the WebSocket container is there only
 * after all initialisers have run, and a listener that is merely annotated is not found in an application whose {@code
 * web.xml} says that it is complete. It adds the filter itself: such a listener may add none.
 */
public final class WebshocketInitializer implements ServletContainerInitializer {

    /** For the servlet container. */
    public WebshocketInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        HandshakeFilter handshakes = new HandshakeFilter();
        context.addListener(new ServiceListener(handshakes));
        FilterRegistration.Dynamic filter = context.addFilter("webshocket-handshake", handshakes);
        filter.setAsyncSupported(true);
        // Before all others: the containers answer handshakes in a filter too.
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
}
