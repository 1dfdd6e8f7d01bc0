package dev.webshocket.it.wildfly;

import dev.webshocket.it.managed.TestUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Adds the tests' users to the server's files, as its script add-user does. */
final class Users {

    private static final String REALM = "ApplicationRealm";

    private Users() {}

    static void add(Path configuration) {
        StringBuilder passwords = new StringBuilder();
        StringBuilder roles = new StringBuilder();
        for (TestUser user : TestUser.OF_THE_SERVER) {
            passwords.append(user.name()).append('=').append(digest(user)).append('\n');
            roles.append(user.name()).append('=').append(user.role()).append('\n');
        }
        append(configuration.resolve("application-users.properties"), passwords);
        append(configuration.resolve("application-roles.properties"), roles);
    }

    private static String digest(TestUser user) {
        String text = user.name() + ":" + REALM + ":" + user.password();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(Path file, CharSequence lines) {
        try {
            Files.writeString(file, "\n" + lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
