package dev.webshocket.cdi;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.spi.JsonbProvider;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/**
 * Tells which libraries an application has to bring because its server does not have them: CDI, JSON-P and JSON-B, which a
 * bare servlet container lacks. For platforms; applications do not need it. Stateless.
 */
public final class RequiredLibraries {

    private RequiredLibraries() {}

    private enum Library {
        CDI("jakarta.enterprise.inject.spi.CDI", "CDI", "org.jboss.weld.servlet:weld-servlet-shaded"),
        JSONP("jakarta.json.spi.JsonProvider", "JSON-P", "org.eclipse.parsson:parsson"),
        JSONB("jakarta.json.bind.spi.JsonbProvider", "JSON-B", "org.eclipse:yasson");

        private final String type;
        private final String title;
        private final String artifact;

        Library(String type, String title, String artifact) {
            this.type = type;
            this.title = title;
            this.artifact = artifact;
        }

        boolean isMissing() {
            try {
                Class.forName(type, false, RequiredLibraries.class.getClassLoader());
                return false;
            } catch (ClassNotFoundException e) {
                return true;
            }
        }
    }

    /**
     * Checks that the libraries are there, and have implementations, which are found by the context class loader.
     *
     * @throws IllegalStateException if one is missing; the message begins with {@code WEBSHOCKET-0366} and names what to
     *     add to the application
     */
    public static void check() {
        checkInterfaces();
        refuse(Providers.missing());
    }

    /**
     * Checks that the interfaces of the libraries are there, for code that may run before the context class loader is the application's:
     * Open Liberty makes the extensions of an EAR so.
     *
     * @throws IllegalStateException as {@link #check} does
     */
    public static void checkInterfaces() {
        refuse(Stream.of(Library.values()).filter(Library::isMissing).toList());
    }

    private static void refuse(List<Library> missing) {
        if (!missing.isEmpty()) {
            throw new IllegalStateException("WEBSHOCKET-0366: neither the server nor the application has "
                    + String.join(
                            " and ", missing.stream().map(each -> each.title).toList())
                    + "; add "
                    + String.join(
                            ", ", missing.stream().map(each -> each.artifact).toList())
                    + " to the application");
        }
    }

    /** The implementations. Apart, so that it is not loaded before the interfaces have been found. */
    private static final class Providers {

        static List<Library> missing() {
            List<Library> missing = new ArrayList<>();
            try {
                JsonProvider.provider();
            } catch (JsonException | ServiceConfigurationError e) {
                missing.add(Library.JSONP);
            }
            try {
                JsonbProvider.provider();
            } catch (JsonbException | ServiceConfigurationError e) {
                missing.add(Library.JSONB);
            }
            return missing;
        }
    }
}
