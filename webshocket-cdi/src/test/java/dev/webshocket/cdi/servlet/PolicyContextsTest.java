package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.spi.platform.CallContexts;
import jakarta.security.jacc.PolicyContext;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The policy context of calls. */
class PolicyContextsTest {

    private final CallContexts contexts = PolicyContexts.addTo(CallContexts.NONE);

    @AfterEach
    void none() {
        PolicyContext.setContextID(null);
    }

    @Test
    void aTaskHasTheContextOfTheHandshakeAndRestoresThatOfTheThread() {
        PolicyContext.setContextID("the handshake's");
        Executor context = contexts.capture();
        PolicyContext.setContextID("the thread's");
        AtomicReference<String> seen = new AtomicReference<>();

        context.execute(() -> {
            seen.set(PolicyContext.getContextID());
            PolicyContext.setContextID("the task's");
        });

        assertThat(seen).hasValue("the handshake's");
        assertThat(PolicyContext.getContextID()).isEqualTo("the thread's");
    }

    @Test
    void aTaskThatThrowsRestoresTheContextOfTheThread() {
        PolicyContext.setContextID("the handshake's");
        Executor context = contexts.capture();
        PolicyContext.setContextID(null);

        assertThatThrownBy(() -> context.execute(() -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(PolicyContext.getContextID()).isNull();
    }

    @Test
    void aHandshakeWithoutAContextUsesTheOthersAlone() {
        Executor others = Runnable::run;

        assertThat(PolicyContexts.addTo(() -> others).capture()).isSameAs(others);
    }

    @Test
    void aServerWithoutJakartaAuthorizationUsesTheOthersAlone() throws Exception {
        try (WebProfile loader = new WebProfile()) {
            Method addTo =
                    loader.loadClass(PolicyContexts.class.getName()).getDeclaredMethod("addTo", CallContexts.class);
            addTo.setAccessible(true);

            assertThat(addTo.invoke(null, CallContexts.NONE)).isSameAs(CallContexts.NONE);
        }
    }

    /** Loads the class again, but no class of Jakarta Authorization. */
    private static final class WebProfile extends URLClassLoader {

        WebProfile() {
            super(
                    new URL[] {
                        PolicyContexts.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                    },
                    PolicyContexts.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.security.jacc.")) {
                throw new ClassNotFoundException(name);
            }
            return name.equals(PolicyContexts.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }
    }
}
