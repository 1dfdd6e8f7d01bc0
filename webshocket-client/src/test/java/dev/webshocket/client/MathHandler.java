package dev.webshocket.client;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The methods that the client's tests call. */
@WebSocketHandler("/ws")
public class MathHandler {

    /** Counted down when a call of {@code hang} is interrupted. */
    public final CountDownLatch interrupted = new CountDownLatch(1);
    /** Counted down when a call of {@code hang} has begun. */
    public final CountDownLatch hanging = new CountDownLatch(1);
    /** Counted down when the stream {@code for_ever} is cancelled. */
    public final CountDownLatch cancelled = new CountDownLatch(1);

    /** Count it down to let calls of {@code hang} return without an interrupt. */
    public final CountDownLatch released = new CountDownLatch(1);

    public record Person(String name, int age, LocalDate born) {}

    @RpcMethod
    @NonBlocking
    public int add(int a, int b) {
        return a + b;
    }

    @RpcMethod("multiply")
    public int mul(int a, int b) {
        return a * b;
    }

    @RpcMethod
    public String login(ClientConnection connection, String username) {
        connection.set("username", username);
        return "Logged in as " + username;
    }

    @RpcMethod
    public String whoami(ClientConnection connection) {
        return (String) connection.get("username");
    }

    @RpcMethod
    public Object echo(Object value) {
        return value;
    }

    @RpcMethod
    public Person older(Person person, @DefaultValue("1") int years) {
        return new Person(person.name(), person.age() + years, person.born());
    }

    @RpcMethod
    public Map<String, List<Person>> family(Person parent, Person child) {
        return Map.of(parent.name(), List.of(child));
    }

    @RpcMethod
    public Optional<String> find(String key) {
        return key.equals("known") ? Optional.of("value") : Optional.empty();
    }

    @RpcMethod
    public String join(List<String> parts, Optional<String> separator) {
        return String.join(separator.orElse("-"), parts);
    }

    @RpcMethod
    public void refuse(String why) {
        throw new RpcException(why);
    }

    @RpcMethod
    public void crash() {
        throw new IllegalStateException("secret");
    }

    @RpcMethod
    public void hang() throws InterruptedException {
        hanging.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    @RpcMethod("count_to")
    public Stream<Integer> countTo(int n) {
        return IntStream.rangeClosed(1, n).boxed();
    }

    @RpcMethod("for_ever")
    public void forEver(int size, RpcStream<String> out) {
        String item = "x".repeat(size);
        try {
            while (true) {
                out.send(item);
            }
        } finally {
            cancelled.countDown();
        }
    }

    @RpcMethod("fail_after")
    public void failAfter(int n, RpcStream<Integer> out) {
        for (int i = 1; i <= n; i++) {
            out.send(i);
        }
        throw new RpcException("no more");
    }

    @RpcMethod
    public void kick(ClientConnection connection, int code, String reason) {
        connection.close(code, reason);
    }

    @RpcMethod
    public void push(ClientConnection connection, Object data) {
        connection.send(data);
    }
}
