package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.InterceptedCall;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpClient;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Interceptors of the embedded server: those set on the builder, and those that are beans. */
class InterceptorsTest {

    private static final Queue<String> ORDER = new ConcurrentLinkedQueue<>();

    @WebSocketHandler("/ws")
    public static class Handler {

        @RpcMethod
        public String hello(String name) {
            ORDER.add("method");
            return "Hello, " + name;
        }
    }

    @ApplicationScoped
    @Priority(1)
    public static class BeanInterceptor implements CallInterceptor {

        @Override
        public CompletionStage<?> intercept(InterceptedCall call) {
            ORDER.add("bean");
            if (call.connection().attributes().containsKey("barred")) {
                throw new RpcException("barred");
            }
            return call.proceed();
        }
    }

    @Test
    void theBuildersInterceptorsSurroundTheBeans() throws Exception {
        ORDER.clear();
        CallInterceptor barring = call -> {
            ORDER.add("given");
            CompletionStage<?> outcome = call.proceed();
            call.connection().set("barred", true);
            return outcome;
        };
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(Handler.class)
                        .beans(BeanInterceptor.class)
                        .interceptors(barring)
                        .start();
                TestClient client = TestClient.connect(HttpClient.newHttpClient(), server.uri("/ws"))) {
            assertThat(client.call("hello", "Alice")).contains("Hello, Alice");
            assertThat(client.call("hello", "Alice")).contains("barred");
            assertThat(ORDER).containsExactly("given", "bean", "method", "given", "bean");
        }
    }
}
