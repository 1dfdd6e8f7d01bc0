package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.cdi.bare.NoHandler;
import dev.webshocket.cdi.bare.PlainHandler;
import dev.webshocket.cdi.bare.PublishingHandler;
import dev.webshocket.internal.cdi.CdiModuleCheck;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications that have webshocket-jakarta, with and without webshocket-cdi. */
class CdiModuleCheckTest {

    private final List<String> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger("dev.webshocket");
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void record() {
        logger.addHandler(recorder);
    }

    @AfterEach
    void forget() {
        logger.removeHandler(recorder);
    }

    @Test
    void warnsOfHandlersThatNothingServes() throws Exception {
        Weld weld = application(new WithoutCdiModule(), PlainHandler.class, NoHandler.class);
        weld.initialize().close();

        assertThat(logged)
                .containsExactly(
                        "WEBSHOCKET-0251: nothing serves [" + PlainHandler.class.getName() + "], since the application"
                                + " does not have the library webshocket-cdi; add the dependency dev.webshocket:webshocket-cdi");
    }

    /** CDI's own error only says that there is no bean of type Channels. */
    @Test
    void warnsBeforeCdiReportsMissingInjections() throws Exception {
        Weld weld = application(new WithoutCdiModule(), PublishingHandler.class);

        assertThatThrownBy(weld::initialize).isInstanceOf(DeploymentException.class);
        assertThat(logged).singleElement().asString().startsWith("WEBSHOCKET-0251: nothing serves");
    }

    @Test
    void doesNotWarnIfTheModuleIsPresent() throws Exception {
        Weld weld = application(CdiModuleCheckTest.class.getClassLoader(), PlainHandler.class)
                .addExtension(new WebshocketExtension());
        weld.initialize().close();

        assertThat(logged).isEmpty();
    }

    @Test
    void doesNotWarnWithoutHandlers() throws Exception {
        application(new WithoutCdiModule(), NoHandler.class).initialize().close();

        assertThat(logged).isEmpty();
    }

    @Test
    void cdiContainersFindIt() {
        assertThat(ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::type))
                .contains(CdiModuleCheck.class);
    }

    private static Weld application(ClassLoader loader, Class<?>... beans) throws ClassNotFoundException {
        Weld weld = TestContainer.withoutExtension().setClassLoader(loader).addExtension(new CdiModuleCheck());
        for (Class<?> bean : beans) {
            weld.addBeanClass(loader.loadClass(bean.getName()));
        }
        return weld;
    }

    /** Loads the application's classes, but not the class that serves them. */
    private static final class WithoutCdiModule extends ClassLoader {

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(PlainHandler.class.getPackageName())) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
            if (name.equals(WebshocketExtension.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
