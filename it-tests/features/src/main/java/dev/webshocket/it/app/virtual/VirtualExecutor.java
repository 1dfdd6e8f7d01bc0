package dev.webshocket.it.app.virtual;

// region definition
import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Runs calls on an executor of virtual threads. */
@ApplicationScoped
@ManagedExecutorDefinition(name = VirtualExecutor.NAME, virtual = true)
public class VirtualExecutor {

    static final String NAME = "java:module/concurrent/virtual";

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder().managedExecutor(NAME).build();
    }
}
// endregion
