package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The queries of roles at the handshake's request. */
class RolesTest {

    private final Set<String> granted = new HashSet<>(Set.of("admin", "user"));
    private final AtomicInteger questions = new AtomicInteger();
    private final Roles roles = new Roles(role -> {
        questions.incrementAndGet();
        return granted.contains(role);
    });

    @Test
    void theRequestIsQueriedOnceForEachRole() {
        assertThat(roles.include("admin")).isTrue();
        assertThat(roles.include("admin")).isTrue();
        assertThat(roles.include("guest")).isFalse();
        assertThat(roles.include("guest")).isFalse();
        assertThat(questions).hasValue(2);
    }

    @Test
    void theRequestIsNotQueriedAfterTheEnd() {
        assertThat(roles.include("admin")).isTrue();
        assertThat(roles.include("guest")).isFalse();
        roles.end();
        // The container may have reused the request.
        granted.add("guest");
        granted.remove("admin");
        assertThat(roles.include("admin")).isTrue();
        assertThat(roles.include("guest")).isFalse();
        assertThat(roles.include("user")).isFalse();
        assertThat(questions).hasValue(2);
    }

    @Test
    void aResultAfterTheEndIsDiscarded() {
        Roles[] ending = new Roles[1];
        ending[0] = new Roles(role -> {
            ending[0].end();
            return true;
        });
        assertThat(ending[0].include("admin")).isFalse();
    }

    @Test
    void theNumberOfCachedRolesIsLimited() {
        IntStream.range(0, 1000).forEach(i -> roles.include("role" + i));
        assertThat(roles.include("admin")).isTrue();
        assertThat(questions).hasValue(1001);
        roles.end();
        assertThat(roles.include("admin")).isFalse();
    }
}
