package dev.webshocket.it.managed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A user of the servers, or of applications with their own users.
 *
 * @param name the user's name
 * @param password in plain text, since it protects nothing
 * @param role the user's only role or group
 */
public record TestUser(String name, String password, String role) {

    public static final TestUser ALICE = new TestUser("alice", "wonderland-1", "admin");
    public static final TestUser BOB = new TestUser("bob", "builder-2", "viewer");

    /** The users that the servers know. */
    public static final List<TestUser> OF_THE_SERVER = List.of(ALICE, BOB);

    public static final TestUser CAROL = new TestUser("carol", "singer-3", "admin");
    public static final TestUser DAVE = new TestUser("dave", "diver-4", "viewer");
    public static final TestUser EVE = new TestUser("eve", "dropper-5", "guest");

    /** The users that no server knows. */
    public static final List<TestUser> OF_THE_APPLICATION = List.of(CAROL, DAVE, EVE);

    /** Returns the value of the header {@code Authorization} with name and password. */
    public String basic() {
        byte[] credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** Like {@link #basic()}, with the password as the token. */
    public String bearer() {
        return "Bearer " + password;
    }
}
