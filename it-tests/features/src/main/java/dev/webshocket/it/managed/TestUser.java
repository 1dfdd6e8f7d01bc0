package dev.webshocket.it.managed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Who may log in on the servers.
 *
 * @param name the user's name
 * @param password in plain, for nothing is behind it
 * @param role the one role, or group, that the user has
 */
public record TestUser(String name, String password, String role) {

    public static final TestUser ALICE = new TestUser("alice", "wonderland-1", "admin");
    public static final TestUser BOB = new TestUser("bob", "builder-2", "viewer");
    public static final List<TestUser> ALL = List.of(ALICE, BOB);

    /** Returns the header that says who it is. */
    public String basic() {
        byte[] credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
