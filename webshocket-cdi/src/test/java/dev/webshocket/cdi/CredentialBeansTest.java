package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.cdi.security.IdentityStoreCheck;
import dev.webshocket.cdi.security.TokenCredential;
import dev.webshocket.docs.PasswordCheck;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Which bean checks the credentials that clients send. */
class CredentialBeansTest {

    private static final Instant END = Instant.ofEpochSecond(1_900_000_000);

    private final FakeConnection connection = new FakeConnection("alice");

    private Identity check(TestContainer container, String token) throws Exception {
        return container
                .environment()
                .credentials()
                .check(token, connection)
                .toCompletableFuture()
                .join();
    }

    @Test
    void thereIsNoneByDefault() {
        try (TestContainer container = TestContainer.of()) {
            assertThat(container.environment().credentials()).isNull();
        }
    }

    @Test
    void aBeanOfTheApplicationChecks() throws Exception {
        try (TestContainer container = TestContainer.of(OwnCheck.class)) {
            assertThat(check(container, "ada")).isEqualTo(Identity.of("ada", "own"));
        }
    }

    @Test
    void twoBeansAreADefinitionError() {
        assertThatThrownBy(() -> TestContainer.of(OwnCheck.class, OtherCheck.class))
                .hasStackTraceContaining("WEBSHOCKET-0064")
                .hasStackTraceContaining(CredentialCheck.class.getName());
    }

    @Test
    void identityStoresCheckWhereTheApplicationHasNoBean() throws Exception {
        try (TestContainer container = TestContainer.of(Stores.class)) {
            Identity ada = check(container, "token of ada");

            assertThat(ada.principal()).isInstanceOf(CallerPrincipal.class);
            assertThat(ada.name()).isEqualTo("ada");
            assertThat(ada.roles()).containsExactly("staff");
            assertThat(ada.end()).isEqualTo(END);
            assertThat(check(container, "token of nobody")).isNull();
        }
    }

    @Test
    void aBeanOfTheApplicationComesBeforeIdentityStores() throws Exception {
        try (TestContainer container = TestContainer.of(Stores.class, OwnCheck.class)) {
            assertThat(check(container, "token of ada")).isEqualTo(Identity.of("token of ada", "own"));
        }
    }

    @Test
    void anotherTypeOfCredentialIsTheApplicationsChoice() throws Exception {
        try (TestContainer container = TestContainer.of(Stores.class, PasswordCheck.class)) {
            assertThat(check(container, basic("bob:secret")).name()).isEqualTo("bob");
            assertThat(check(container, basic("bob:secret")).end()).isNull();
            assertThat(check(container, basic("bob:wrong"))).isNull();
        }
    }

    private static String basic(String user) {
        return Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tokensAreClearedAfterTheCheckAndNeverPrinted() {
        TokenCredential[] seen = new TokenCredential[1];
        IdentityStoreHandler stores = credential -> {
            seen[0] = (TokenCredential) credential;
            assertThat(seen[0].isCleared()).isFalse();
            assertThat(credential).hasToString("TokenCredential");
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        };

        assertThat(new IdentityStoreCheck(stores).check("secret", connection)).isCompletedWithValue(null);

        assertThat(seen[0].isCleared()).isTrue();
        assertThat(seen[0].token()).isEmpty();
    }

    @ApplicationScoped
    static class OwnCheck implements CredentialCheck {
        @Override
        public CompletionStage<Identity> check(String token, ClientConnection of) {
            return CompletableFuture.completedFuture(Identity.of(token, "own"));
        }
    }

    @ApplicationScoped
    static class OtherCheck extends OwnCheck {}

    /** Stands for the server's. */
    @ApplicationScoped
    static class Stores implements IdentityStoreHandler {
        @Override
        public CredentialValidationResult validate(Credential credential) {
            if (credential instanceof TokenCredential token && token.token().equals("token of ada")) {
                token.endsAt(END);
                return new CredentialValidationResult("ada", Set.of("staff"));
            }
            if (credential instanceof UsernamePasswordCredential user && user.compareTo("bob", "secret")) {
                return new CredentialValidationResult("bob", Set.of());
            }
            return CredentialValidationResult.INVALID_RESULT;
        }
    }
}
