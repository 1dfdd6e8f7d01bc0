package dev.webshocket.it.server;

import dev.webshocket.internal.types.GeneratedService;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.support.WireClient.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated types and values, with the server's class loaders and JSON-B. */
@ExtendWith(ArquillianExtension.class)
class GeneratedTypesIT {

    private static final GeneratedService SERVICE = new GeneratedService(7);

    private final Server server = new Server("generated");

    @Deployment(testable = false)
    static WebArchive generated() throws IOException {
        WebArchive war = Archives.war("generated");
        Path classes = SERVICE.compile();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                war.addAsResource(each.toFile(), classes.relativize(each).toString());
            }
        }
        return war;
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void matchingValuesAreReturnedAndOthersRefused(Wire wire) throws Exception {
        SERVICE.check(server.uri("ws", "/ws"), wire, 5);
    }
}
