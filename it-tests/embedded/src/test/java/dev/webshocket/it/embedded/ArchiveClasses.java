package dev.webshocket.it.embedded;

import dev.webshocket.WebSocketHandler;
import dev.webshocket.tyrus.WebSocketServerBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;

/**
 * The classes of a WAR, which are on the class path too. The embedded server gets them one by one: to discover beans on that class path
 * would find some of them twice, since jars that can be started name others.
 *
 * @param all in no order
 */
public record ArchiveClasses(List<Class<?>> all) {

    private static final String CLASSES = "/WEB-INF/classes/";

    /**
     * Finds them.
     *
     * @throws ClassNotFoundException if one is not on the class path
     */
    public static ArchiveClasses of(Archive<?> archive) throws ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        for (ArchivePath path :
                archive.getContent(Filters.include(CLASSES + ".*\\.class")).keySet()) {
            String name = path.get().substring(CLASSES.length()).replace(".class", "");
            if (!name.endsWith("package-info")) {
                classes.add(Class.forName(name.replace('/', '.')));
            }
        }
        return new ArchiveClasses(classes);
    }

    /** Makes them the handlers and beans of a server. */
    public WebSocketServerBuilder serveBy(WebSocketServerBuilder server) {
        return server.handlers(select(true)).beans(select(false));
    }

    private Class<?>[] select(boolean handlers) {
        return all.stream()
                .filter(type -> type.isAnnotationPresent(WebSocketHandler.class) == handlers)
                .toArray(Class<?>[]::new);
    }
}
