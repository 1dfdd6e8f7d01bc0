package dev.webshocket.it.app.managed;

import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Has calls run on the executor that every application server has. */
@ApplicationScoped
public class ServersExecutor {

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .managedExecutor("java:comp/DefaultManagedExecutorService")
                .build();
    }
}
