package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The calls of the server's context service. The integration tests check which contexts it carries. */
class ManagedContextsTest {

    private final List<String> steps = new ArrayList<>();

    private ContextService service() {
        Executor captured = task -> {
            steps.add("in");
            task.run();
            steps.add("out");
        };
        return (ContextService) Proxy.newProxyInstance(
                ContextService.class.getClassLoader(), new Class<?>[] {ContextService.class}, (proxy, method, args) -> {
                    steps.add(method.getName());
                    return captured;
                });
    }

    @Test
    void aTaskRunsInTheCapturedContext() {
        Executor context = ManagedContexts.of(service()).capture();
        context.execute(() -> steps.add("task"));
        assertThat(steps).containsExactly("currentContextExecutor", "in", "task", "out");
    }
}
