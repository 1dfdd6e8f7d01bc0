package dev.webshocket.it.managed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Who may log in, on the servers or in applications that have users of their own.
 *
 * @param name the user's name
 * @param password in plain, for nothing is behind it
 * @param role the one role, or group, that the user has
 */
public record TestUser(String name, String password, String role) {

    public static final TestUser ALICE = new TestUser("alice", "wonderland-1", "admin");
    public static final TestUser BOB = new TestUser("bob", "builder-2", "viewer");

    /** Those whom the servers know. */
    public static final List<TestUser> OF_THE_SERVER = List.of(ALICE, BOB);

    public static final TestUser CAROL = new TestUser("carol", "singer-3", "admin");
    public static final TestUser DAVE = new TestUser("dave", "diver-4", "viewer");
    public static final TestUser EVE = new TestUser("eve", "dropper-5", "guest");

    /** Those whom no server knows. */
    public static final List<TestUser> OF_THE_APPLICATION = List.of(CAROL, DAVE, EVE);

    /** Returns the value of the header {@code Authorization} that says who it is, by name and password. */
    public String basic() {
        byte[] credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** As {@link #basic()}, by the password alone. */
    public String bearer() {
        return "Bearer " + password;
    }
}
