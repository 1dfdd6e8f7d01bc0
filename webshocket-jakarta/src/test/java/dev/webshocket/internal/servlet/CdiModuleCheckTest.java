package dev.webshocket.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.RecordedLog;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** As a servlet container calls it, for an application without webshocket-cdi, which this module does not have either. */
class CdiModuleCheckTest {

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        void ping() {}
    }

    private static List<String> logged(Set<Class<?>> annotated) throws Exception {
        ServletContainerInitializer found = ServiceLoader.load(ServletContainerInitializer.class).stream()
                .filter(provider -> provider.type() == CdiModuleCheck.class)
                .findFirst()
                .orElseThrow()
                .get();
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                CdiModuleCheckTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> method.getName().equals("getContextPath")
                        ? "/shop"
                        : CdiModuleCheckTest.class.getClassLoader());
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            found.onStartup(annotated, context);
            return log.records().stream()
                    .map(new SimpleFormatter()::formatMessage)
                    .toList();
        }
    }

    @Test
    void handlersThatNothingServesAreNamed() throws Exception {
        assertThat(logged(Set.of(Handler.class)))
                .containsExactly("WEBSHOCKET-0251: nothing serves the handlers [" + Handler.class.getName()
                        + "] of \"/shop\", since the library webshocket-cdi is not in it;"
                        + " add the dependency dev.webshocket:webshocket-cdi");
    }

    @Test
    void anApplicationWithoutHandlersIsLeftAlone() throws Exception {
        assertThat(logged(null)).isEmpty();
        assertThat(logged(Set.of(String.class))).isEmpty();
    }
}
