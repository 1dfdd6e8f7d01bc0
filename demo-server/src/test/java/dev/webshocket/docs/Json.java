package dev.webshocket.docs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;

// region producer
@ApplicationScoped
public class Json {

    @Produces
    @Singleton // a JsonbConfig has no client proxy, so its scope must be none that needs one
    JsonbConfig config() {
        return new JsonbConfig()
                .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
                .withNullValues(true);
    }
}
// endregion
