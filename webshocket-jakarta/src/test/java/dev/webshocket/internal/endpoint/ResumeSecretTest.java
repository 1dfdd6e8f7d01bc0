package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.endpoint.ResumeSecret.Presented;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeSecretTest {

    private static final String SESSION = "0b5c2f0e-2c71-4f6c-9f0e-0d5f6c1d2a3b";

    private final SecureRandom random = new SecureRandom();

    @Test
    void isFoundByItsText() {
        ResumeSecret secret = ResumeSecret.random(random);
        Presented presented = Presented.of(secret.text(SESSION)).orElseThrow();
        assertThat(presented.session()).isEqualTo(SESSION);
        assertThat(presented.secret().matches(secret)).isTrue();
    }

    @Test
    void has128RandomBits() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String text = ResumeSecret.random(random).text(SESSION);
            assertThat(text).startsWith(SESSION + '.');
            String bits = text.substring(SESSION.length() + 1);
            assertThat(Base64.getUrlDecoder().decode(bits)).hasSize(16);
            texts.add(bits);
        }
        assertThat(texts).hasSize(1000);
    }

    @Test
    void eachBitCounts() {
        ResumeSecret secret = ResumeSecret.random(random);
        byte[] bits = Base64.getUrlDecoder().decode(secret.text("").substring(1));
        for (int bit = 0; bit < 128; bit++) {
            byte[] other = bits.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            String text =
                    SESSION + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(other);
            assertThat(Presented.of(text).orElseThrow().secret().matches(secret))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", SESSION, SESSION + ".", SESSION + ".AAAA", SESSION + ".%%%%", "a.b.c"})
    void otherTextsAreNoSecrets(String text) {
        assertThat(Presented.of(text)).isEmpty();
    }

    @Test
    void longTextsAreNotRead() {
        String text = ResumeSecret.random(random).text("x".repeat(1000));
        assertThat(Presented.of(text)).isEmpty();
    }

    @Test
    void itsStringHasNoBits() {
        ResumeSecret secret = ResumeSecret.random(random);
        String bits = secret.text("").substring(1);
        assertThat(secret.toString()).doesNotContain(bits);
        assertThat(Presented.of(secret.text(SESSION)).orElseThrow().toString()).doesNotContain(bits);
    }
}
