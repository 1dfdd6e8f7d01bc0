/** An application that is a module. */
open module dev.webshocket.it.app {
    requires dev.webshocket.client;
    requires dev.webshocket.tyrus;
    requires java.net.http; // The client has no descriptor that could say so.
}
