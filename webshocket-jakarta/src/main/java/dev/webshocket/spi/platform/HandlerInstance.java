package dev.webshocket.spi.platform;

/** One handler as one connection sees it. */
public interface HandlerInstance {

    /**
     * Returns the object whose methods are called: the bean's proxy, or the bean itself where its scope has none.
     *
     * @return an instance of the handler class, the same at each call
     */
    Object reference();

    /** Gives the instance up, once, after the connection's last callback. What belongs to it alone is destroyed. */
    default void release() {}
}
