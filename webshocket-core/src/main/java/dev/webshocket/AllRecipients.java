package dev.webshocket;

import java.util.Objects;

/** Includes every connection. */
enum AllRecipients implements Recipients {
    ALL;

    @Override
    public boolean includes(ClientConnection connection) {
        return true;
    }

    @Override
    public Recipients and(Recipients other) {
        return Objects.requireNonNull(other, "other");
    }
}
