package dev.webshocket.it.app.managed;

import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Runs calls on the application server's default executor. */
@ApplicationScoped
public class ServersExecutor {

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .managedExecutor("java:comp/DefaultManagedExecutorService")
                .build();
    }
}
