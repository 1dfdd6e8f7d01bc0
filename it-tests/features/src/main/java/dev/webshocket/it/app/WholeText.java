package dev.webshocket.it.app;

import dev.webshocket.TextMessages;
import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Lets the container join the frames of text messages. */
@ApplicationScoped
public class WholeText {

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .textMessages(TextMessages.WHOLE)
                .maxMessageBytes(4096)
                .build();
    }
}
