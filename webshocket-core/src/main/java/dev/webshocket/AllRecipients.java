package dev.webshocket;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Includes every connection. */
enum AllRecipients implements Recipients {
    ALL;

    @Override
    public boolean includes(ClientConnection connection) {
        return true;
    }

    @Override
    public Optional<Set<String>> excluded() {
        return Optional.of(Set.of());
    }

    @Override
    public Recipients and(Recipients other) {
        return Objects.requireNonNull(other, "other");
    }
}
