/** An application that is a module. */
open module dev.webshocket.it.app {
    requires dev.webshocket.client;
    requires dev.webshocket.tyrus;
}
