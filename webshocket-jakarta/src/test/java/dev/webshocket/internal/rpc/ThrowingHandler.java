package dev.webshocket.internal.rpc;

import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.EncodingException;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Methods of each shape that throw at different points. */
@WebSocketHandler("/ws")
class ThrowingHandler {

    /** The exceptions. */
    enum Kind {
        EXCEPTION(() -> new IllegalStateException("asked for")),
        ERROR(() -> new NoClassDefFoundError("asked for")),
        ASSERTION(() -> new AssertionError("asked for")),
        CHECKED(() -> new Exception("asked for")),
        ENCODING(() -> new EncodingException("asked for", null)),
        WRAPPED(() -> new CompletionException(new IllegalStateException("asked for"))),
        SPEECHLESS(Speechless::new),
        UNWRITABLE_DATA(() -> new RpcException(4711, "asked for", new Unwritable(new LinkageError("asked for")))),
        SPEECHLESS_FOR_CALLERS(() -> new RpcException("asked for") {
            @Override
            public String getMessage() {
                throw new LinkageError("asked for");
            }
        });

        private final Supplier<Throwable> made;

        Kind(Supplier<Throwable> made) {
            this.made = made;
        }

        <T> T raise() {
            return ThrowingHandler.sneak(made.get());
        }
    }

    /** An exception whose methods throw. */
    static final class Speechless extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new LinkageError("asked for");
        }
    }

    /** A value that throws while it is encoded. */
    public record Unwritable(Throwable failure) {

        public String getName() {
            return sneak(failure);
        }

        @Override
        public Throwable failure() {
            return sneak(failure);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, X extends Throwable> T sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    /** A list that throws when it is read. */
    private static List<Integer> list(Kind kind) {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return kind.raise();
            }

            @Override
            public int size() {
                return 3;
            }

            @Override
            public Iterator<Integer> iterator() {
                return kind.raise();
            }
        };
    }

    @RpcMethod
    String ping() {
        return "pong";
    }

    @RpcMethod
    CompletionStage<String> pingLater() {
        return CompletableFuture.completedFuture("pong");
    }

    @RpcMethod
    Object value(String place, Kind kind) {
        return place.equals("method") ? kind.raise() : list(kind);
    }

    @RpcMethod
    CompletionStage<Object> stage(String place, Kind kind) {
        return switch (place) {
            case "method" -> kind.raise();
            case "null" -> null;
            case "failed" -> CompletableFuture.failedFuture(kind.made.get());
            case "later" -> {
                CompletableFuture<Object> later = new CompletableFuture<>();
                // Not supplyAsync, which never completes for an exception whose methods throw.
                new Thread(() -> fail(later, kind)).start();
                yield later;
            }
            case "encoding" -> CompletableFuture.completedFuture(list(kind));
            case "encoding later" -> CompletableFuture.supplyAsync(() -> list(kind));
            default ->
                new CompletableFuture<>() {
                    @Override
                    public CompletableFuture<Object> whenComplete(
                            BiConsumer<? super Object, ? super Throwable> action) {
                        return kind.raise();
                    }
                };
        };
    }

    /** The toString() of a failed future throws for such an exception too. */
    private static void fail(CompletableFuture<?> stage, Kind kind) {
        try {
            stage.completeExceptionally(kind.made.get());
        } catch (LinkageError e) {
            if (kind != Kind.SPEECHLESS && kind != Kind.SPEECHLESS_FOR_CALLERS) {
                throw e;
            }
        }
    }

    @RpcMethod
    Stream<Object> stream(String place, Kind kind) {
        return switch (place) {
            case "method" -> kind.raise();
            case "null" -> null;
            case "first" -> Stream.generate(kind::raise);
            case "second" -> Stream.iterate((Object) 1, before -> kind.raise());
            default -> Stream.of(1, list(kind));
        };
    }

    @RpcMethod
    Stream<Object> streamThatDoesNotClose(Kind kind) {
        return Stream.<Object>of(1).onClose(() -> kind.raise());
    }

    @RpcMethod
    void emitter(String place, Kind kind, RpcStream<Object> out) {
        if (place.equals("method")) {
            kind.raise();
        }
        out.send(1);
        if (place.equals("second")) {
            kind.raise();
        }
        out.send(list(kind));
    }

    @RpcMethod
    Flow.Publisher<Object> publisher(String place, Kind kind) {
        return switch (place) {
            case "method" -> kind.raise();
            case "null" -> null;
            case "subscribe" -> subscriber -> kind.raise();
            case "subscribed" ->
                subscriber -> {
                    subscriber.onSubscribe(subscription(n -> {}));
                    kind.raise();
                };
            case "no subscription" ->
                subscriber -> {
                    try {
                        subscriber.onSubscribe(null);
                    } catch (NullPointerException e) {
                        // As the specification requires; no more signals follow.
                    }
                };
            case "request" -> subscriber -> subscriber.onSubscribe(subscription(n -> kind.raise()));
            case "error" ->
                subscriber -> subscriber.onSubscribe(subscription(n -> subscriber.onError(kind.made.get())));
            case "encoding" -> subscriber -> subscriber.onSubscribe(subscription(n -> subscriber.onNext(list(kind))));
            default ->
                subscriber -> subscriber.onSubscribe(
                        subscription(n -> new Thread(() -> subscriber.onNext(list(kind))).start()));
        };
    }

    private static Flow.Subscription subscription(Consumer<Long> request) {
        return new Flow.Subscription() {
            @Override
            public void request(long n) {
                request.accept(n);
            }

            @Override
            public void cancel() {}
        };
    }

    @RpcMethod
    Flow.Publisher<Object> neverSubscribed() {
        return subscriber -> {};
    }

    @RpcMethod
    CompletionStage<Object> neverDone() {
        return new CompletableFuture<>();
    }
}
