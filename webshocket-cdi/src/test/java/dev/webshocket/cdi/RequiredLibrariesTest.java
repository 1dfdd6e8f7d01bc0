package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.cdi.servlet.WebshocketInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContainerInitializer;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Applications on a bare servlet container. */
class RequiredLibrariesTest {

    /** The class path without some packages. */
    private static final class BareContainer extends URLClassLoader {
        private final String missing;

        BareContainer(String missing) {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.missing = missing;
        }

        private static URL[] classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(BareContainer::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return new File(entry).toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(entry, e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    @Test
    void nothingIsMissingHere() {
        assertThatCode(RequiredLibraries::check).doesNotThrowAnyException();
    }

    @Test
    void aContainerWithoutJsonbIsToldWhatToAdd() throws Exception {
        try (BareContainer bare = new BareContainer("jakarta.json.")) {
            // As CDI containers find it.
            ServiceLoader<?> extensions = ServiceLoader.load(bare.loadClass(Extension.class.getName()), bare);
            assertThatThrownBy(() -> extensions.stream()
                            .filter(each -> each.type().getSimpleName().equals("WebshocketExtension"))
                            .findFirst()
                            .orElseThrow()
                            .get())
                    .isInstanceOf(ServiceConfigurationError.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage(
                            "WEBSHOCKET-0366: neither the server nor the application has JSON-P and JSON-B; "
                                    + "add org.eclipse.parsson:parsson, org.eclipse:yasson to the application");
        }
    }

    @Test
    void aContainerWithoutAnImplementationIsToldWhatToAdd() throws Exception {
        try (BareContainer bare = new BareContainer("org.eclipse.yasson.")) {
            assertMissing(bare, "JSON-B; add org.eclipse:yasson to the application");
        }
    }

    @Test
    void aContainerWithoutCdiIsToldWhatToAdd() throws Exception {
        try (BareContainer bare = new BareContainer("jakarta.enterprise.")) {
            assertMissing(bare, "CDI; add org.jboss.weld.servlet:weld-servlet-shaded to the application");
        }
    }

    /** Starts the application as a servlet container does. */
    private static void assertMissing(BareContainer bare, String expected) throws Exception {
        Object initializer = bare.loadClass(WebshocketInitializer.class.getName())
                .getConstructor()
                .newInstance();
        assertThat(initializer.getClass().getInterfaces()[0].getName())
                .isEqualTo(ServletContainerInitializer.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(bare);
        try {
            assertThatThrownBy(() -> Stream.of(initializer.getClass().getMethods())
                            .filter(method -> method.getName().equals("onStartup"))
                            .findFirst()
                            .orElseThrow()
                            .invoke(initializer, Set.of(), null))
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("WEBSHOCKET-0366: neither the server nor the application has " + expected);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
