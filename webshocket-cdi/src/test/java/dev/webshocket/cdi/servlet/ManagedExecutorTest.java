package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/**
 * The choice between the server's executor and the library's threads. The integration tests use the servers' executors.
 */
class ManagedExecutorTest {

    private final List<String> steps = new ArrayList<>();
    private RuntimeException refusal;

    private final ManagedExecutorService server = (ManagedExecutorService) Proxy.newProxyInstance(
            ManagedExecutorService.class.getClassLoader(),
            new Class<?>[] {ManagedExecutorService.class},
            (proxy, method, args) -> {
                if (refusal != null) {
                    throw refusal;
                }
                steps.add("server");
                ((Runnable) args[0]).run();
                return null;
            });

    private final Executor threads = ManagedExecutor.of("java:x", server, around("context"), around("own"));

    private Executor around(String name) {
        return task -> {
            steps.add(name);
            task.run();
            steps.add(name + " ended");
        };
    }

    @Test
    void submitsInTheContextOfTheApplication() {
        threads.execute(() -> steps.add("task"));

        assertThat(steps).containsExactly("context", "server", "task", "context ended");
    }

    @Test
    void tasksThatAFullExecutorRejectsRunOnTheLibrarysThreads() {
        refusal = new RejectedExecutionException("full");

        threads.execute(() -> steps.add("task"));

        assertThat(steps).containsExactly("context", "own", "task", "own ended");
    }

    @Test
    void tasksAfterTheShutdownOfTheExecutorRunOnTheLibrarysThreads() {
        refusal = new IllegalStateException("the component has stopped");

        threads.execute(() -> steps.add("task"));

        assertThat(steps).containsExactly("context", "own", "task", "own ended");
    }

    @Test
    void anAcceptedTaskRunsOnceEvenIfTheContextFailsAfterwards() {
        Executor ending = task -> {
            task.run();
            throw new IllegalStateException("the application has stopped");
        };

        ManagedExecutor.of("java:x", server, ending, around("own")).execute(() -> steps.add("task"));

        assertThat(steps).containsExactly("server", "task");
    }

    @Test
    void refusesAnObjectThatIsNotAnExecutor() {
        assertThatThrownBy(() -> ManagedExecutor.of("java:x", "text", Runnable::run, Runnable::run))
                .isInstanceOfSatisfying(
                        ServiceDeploymentException.class,
                        e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0112"))
                .hasMessage(
                        "WEBSHOCKET-0112: the managedExecutor java:x is a java.lang.String, not a ManagedExecutorService");
    }
}
