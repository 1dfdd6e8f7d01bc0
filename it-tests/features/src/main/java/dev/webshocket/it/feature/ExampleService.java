package dev.webshocket.it.feature;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;

/** The example's service, on some server. The tests of its features are inherited from interfaces, one for each. */
public interface ExampleService {

    /** Returns where the example is deployed. */
    Server server();

    /** Connects a client of the example. */
    default DemoClient connect(Encoding encoding) {
        return server().connect("/ws", encoding);
    }
}
