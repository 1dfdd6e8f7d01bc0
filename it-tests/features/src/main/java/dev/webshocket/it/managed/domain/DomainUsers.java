package dev.webshocket.it.managed.domain;

import dev.webshocket.it.managed.TestUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** Adds the tests' users to the file of the domain's realm, as asadmin's create-file-user does. */
final class DomainUsers {

    private static final byte[] SALT = "itstests".getBytes(StandardCharsets.US_ASCII);
    private static final int ITERATIONS = 100;

    private DomainUsers() {}

    static void add(Path keyfile) {
        StringBuilder lines = new StringBuilder();
        for (TestUser user : TestUser.OF_THE_SERVER) {
            lines.append(user.name()).append(";{SSHA256}").append(digest(user.password()));
            lines.append(';').append(user.role()).append('\n');
        }
        try {
            Files.writeString(keyfile, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(password.getBytes(StandardCharsets.UTF_8));
            byte[] hash = sha.digest(SALT);
            for (int i = 1; i < ITERATIONS; i++) {
                hash = sha.digest(hash);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(hash);
            all.writeBytes(SALT);
            return Base64.getEncoder().encodeToString(all.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
