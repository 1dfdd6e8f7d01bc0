package dev.webshocket.it.feature;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;

/** The example's service on a server. Test classes inherit the tests of each feature from an interface. */
public interface ExampleService {

    /** Returns the server of the example. */
    Server server();

    /** Connects a client of the example. */
    default DemoClient connect(Encoding encoding) {
        return server().connect("/ws", encoding);
    }
}
