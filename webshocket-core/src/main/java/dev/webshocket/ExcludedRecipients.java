package dev.webshocket;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Includes every connection but some.
 *
 * @param uids the ids of those that it excludes
 */
record ExcludedRecipients(Set<String> uids) implements Recipients {

    @Override
    public boolean includes(ClientConnection connection) {
        return !uids.contains(connection.uid());
    }

    @Override
    public Optional<Set<String>> excluded() {
        return Optional.of(uids);
    }

    @Override
    public Recipients and(Recipients other) {
        return other.excluded()
                .<Recipients>map(more -> new ExcludedRecipients(
                        Stream.concat(uids.stream(), more.stream()).collect(Collectors.toUnmodifiableSet())))
                .orElseGet(() -> Recipients.super.and(other));
    }
}
