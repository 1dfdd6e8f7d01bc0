package dev.webshocket.it.managed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;

/** JSON Web Tokens as MicroProfile JWT expects them, signed with a key of this process. */
public final class TestTokens {

    /** Who issues them. */
    public static final String ISSUER = "https://issuer.test";

    private static final KeyPair KEY = key();

    private TestTokens() {}

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the properties with which an application accepts these tokens. */
    public static String config() {
        String key = Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded());
        return "mp.jwt.verify.publickey=" + key + "\nmp.jwt.verify.issuer=" + ISSUER + "\n";
    }

    /** Makes a token that ends in so many seconds. */
    public static String signed(String user, int seconds, String... groups) {
        return token(KEY, ISSUER, user, seconds, groups);
    }

    /** Makes a token that another key has signed. */
    public static String forged(String user, int seconds, String... groups) {
        return token(key(), ISSUER, user, seconds, groups);
    }

    public static String ofAnotherIssuer(String user, int seconds, String... groups) {
        return token(KEY, "https://other.test", user, seconds, groups);
    }

    private static String token(KeyPair key, String issuer, String user, int seconds, String... groups) {
        long now = Instant.now().getEpochSecond();
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"" + user + "\",\"upn\":\"" + user + "\",\"iat\":"
                + Math.min(now, now + seconds - 60) + ",\"exp\":" + (now + seconds) + ",\"jti\":\"" + UUID.randomUUID()
                + "\",\"groups\":["
                + Arrays.stream(groups).map(group -> '"' + group + '"').collect(Collectors.joining(",")) + "]}";
        String signed = base64(header.getBytes(UTF_8)) + '.' + base64(claims.getBytes(UTF_8));
        return signed + '.' + base64(signature(key, signed));
    }

    private static byte[] signature(KeyPair key, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
