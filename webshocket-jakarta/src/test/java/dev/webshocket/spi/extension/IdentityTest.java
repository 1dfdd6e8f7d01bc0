package dev.webshocket.spi.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private record Claims(String name, String tenant) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    @Test
    void hasNameRolesAndEnd() {
        Instant end = Instant.ofEpochSecond(1_900_000_000);

        Identity ada = new Identity("ada", List.of("staff", "boss", "staff"), end);

        assertThat(ada.name()).isEqualTo("ada");
        assertThat(ada.principal().getName()).isEqualTo("ada");
        assertThat(ada.roles()).containsExactlyInAnyOrder("staff", "boss");
        assertThat(ada.end()).isEqualTo(end);
        assertThat(ada).isEqualTo(Identity.of("ada", "boss", "staff").until(end));
        assertThat(Identity.of("ada").end()).isNull();
    }

    @Test
    void keepsThePrincipalOfTheApplication() {
        Claims claims = new Claims("ada", "acme");

        Identity ada = new Identity(claims, Set.of(), null);

        assertThat(ada.principal()).isSameAs(claims);
        assertThat(ada.name()).isEqualTo("ada");
        assertThat(ada.until(Instant.MAX).principal()).isSameAs(claims);
    }

    @Test
    void doesNotChangeWithTheListItWasMadeOf() {
        List<String> roles = new ArrayList<>(List.of("staff"));
        Identity ada = new Identity("ada", roles, null);

        roles.add("boss");

        assertThat(ada.roles()).containsExactly("staff");
    }

    @Test
    void refusesWhatIsMissing() {
        assertThatThrownBy(() -> Identity.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatNullPointerException().isThrownBy(() -> new Identity((String) null, Set.of(), null));
        assertThatNullPointerException().isThrownBy(() -> new Identity((Principal) null, Set.of(), null));
        assertThatNullPointerException().isThrownBy(() -> new Identity("ada", null, null));
        assertThatNullPointerException().isThrownBy(() -> Identity.of("ada", "staff", null));
    }
}
