package dev.webshocket.spi.extension;

import java.security.Principal;

/** A user of whom only the name is known. */
record NamedPrincipal(String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
