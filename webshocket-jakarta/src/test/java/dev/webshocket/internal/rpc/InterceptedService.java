package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.Has;
import dev.webshocket.NonBlocking;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CallOutcome;
import dev.webshocket.spi.extension.InterceptedCall;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service with interceptors that record calls. */
abstract class InterceptedService {

    /** A thread-local of an interceptor during a call. */
    static final ThreadLocal<String> AROUND = new ThreadLocal<>();

    @WebSocketHandler("/rooms/{room}")
    static class Handler {

        final CountDownLatch release = new CountDownLatch(1);
        final CountDownLatch entered = new CountDownLatch(1);
        final CompletableFuture<String> pending = new CompletableFuture<>();

        @RpcMethod
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        @NonBlocking
        String around() {
            return AROUND.get();
        }

        @RpcMethod("around_lane")
        String aroundInLane() {
            return AROUND.get();
        }

        @RpcMethod("around_beside")
        @Concurrent
        String aroundBeside() {
            return AROUND.get();
        }

        @RpcMethod
        String fail() {
            throw new IllegalStateException("secret");
        }

        @RpcMethod
        String tell() {
            throw new RpcException(4711, "told");
        }

        @RpcMethod
        @Has("nothing")
        String closed() {
            return "open";
        }

        @RpcMethod
        @RateLimit(limit = 1, period = "1h")
        String once() {
            return "once";
        }

        @RpcMethod
        Stream<Integer> count(int n) {
            return Stream.iterate(1, i -> i + 1).limit(n);
        }

        @RpcMethod
        void endless(RpcStream<Integer> out) {
            for (int i = 0; ; i++) {
                out.send(i);
            }
        }

        @RpcMethod
        CompletionStage<String> later() {
            entered.countDown();
            return pending;
        }

        @RpcMethod
        void hold() throws InterruptedException {
            entered.countDown();
            release.await();
        }

        @RpcMethod
        void set(ClientConnection connection, String name) {
            connection.set(name, true);
        }
    }

    /** A recorded event of an interceptor. */
    record Seen(String name, String method, String path, CallOutcome outcome) {}

    /** Records all calls under a name. */
    static final class Noting implements CallInterceptor {

        final String name;
        final BlockingQueue<Seen> seen;

        Noting(String name, BlockingQueue<Seen> seen) {
            this.name = name;
            this.seen = seen;
        }

        @Override
        public CompletionStage<?> intercept(InterceptedCall call) {
            assertThat(call.meta()).isEmpty();
            String method =
                    call.javaMethod().map(java.lang.reflect.Method::getName).orElse("none");
            return call.proceed()
                    .whenComplete((outcome, none) ->
                            seen.add(new Seen(name, call.method() + ":" + method, call.path(), outcome)));
        }
    }

    final Handler handler = new Handler();
    final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    final Noting noting = new Noting("noting", seen);

    EngineServer start(CallInterceptor... interceptors) throws Exception {
        return EngineServer.startWith(environment -> environment.interceptors(List.of(interceptors)), handler);
    }

    static WireClient connect(EngineServer server, Wire wire) {
        return WireClient.connect(server.uri("/rooms/red"), wire);
    }

    CallOutcome outcome() throws InterruptedException {
        Seen one = seen.poll(20, TimeUnit.SECONDS);
        assertThat(one).isNotNull();
        return one.outcome();
    }
}
