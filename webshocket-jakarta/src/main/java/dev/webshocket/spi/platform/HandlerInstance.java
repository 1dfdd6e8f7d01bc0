package dev.webshocket.spi.platform;

/** The instance of a handler class that serves one connection. */
public interface HandlerInstance {

    /**
     * Returns the object whose methods are called: the bean's client proxy, or the bean itself if its scope has no
     * proxies.
     *
     * @return an instance of the handler class, the same at each call
     */
    Object reference();

    /** Releases the instance and destroys its dependent objects. Called once, after the connection's last callback. */
    default void release() {}
}
