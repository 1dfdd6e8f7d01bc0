package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.CompiledSource;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;

class MethodInvokerTest {

    @WebSocketHandler("/ws")
    static class Calculator {
        @RpcMethod
        int add(int a, Long b) {
            return (int) (a + b);
        }

        @RpcMethod
        protected String greet(String name) {
            return "hello " + name;
        }

        @RpcMethod
        public void nothing() {}

        @RpcMethod
        String join(String... parts) {
            return String.join("-", parts);
        }

        @RpcMethod
        void fail() throws InterruptedException {
            throw new InterruptedException("as asked");
        }
    }

    static class Proxy extends Calculator {
        @Override
        int add(int a, Long b) {
            return 100 + super.add(a, b);
        }

        @Override
        protected String greet(String name) {
            return "proxied: " + super.greet(name);
        }
    }

    // As in the dispatcher: an exact invocation
    private static Object call(String method, Object handler, Object... arguments) throws Throwable {
        MethodHandle invoker = method(method, Calculator.class).invoker();
        return (Object) invoker.invokeExact(handler, arguments);
    }

    @Test
    void callsAPackagePrivateMethod() throws Throwable {
        assertThat(call("add", new Calculator(), 1, 2L)).isEqualTo(3);
    }

    @Test
    void callsAProtectedMethod() throws Throwable {
        assertThat(call("greet", new Calculator(), "you")).isEqualTo("hello you");
    }

    @Test
    void callsThroughAProxy() throws Throwable {
        assertThat(call("add", new Proxy(), 1, 2L)).isEqualTo(103);
        assertThat(call("greet", new Proxy(), "you")).isEqualTo("proxied: hello you");
    }

    @Test
    void returnsNullForVoid() throws Throwable {
        assertThat(call("nothing", new Calculator())).isNull();
    }

    @Test
    void passesVarargsAsOneArray() throws Throwable {
        assertThat(call("join", new Calculator(), (Object) new String[] {"a", "b"}))
                .isEqualTo("a-b");
    }

    @Test
    void throwsTheExceptionOfTheMethod() {
        assertThatThrownBy(() -> call("fail", new Calculator()))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("as asked");
    }

    interface Greeter {
        @RpcMethod
        default String greet() {
            return "default";
        }
    }

    @WebSocketHandler("/ws")
    static class Defaulting implements Greeter {}

    @Test
    void callsADefaultMethod() throws Throwable {
        MethodHandle invoker = method("greet", Defaulting.class).invoker();
        assertThat((Object) invoker.invokeExact((Object) new Defaulting(), new Object[0]))
                .isEqualTo("default");
    }

    abstract static class Crud<T> {
        @RpcMethod
        Object save(T item) {
            return item;
        }
    }

    @WebSocketHandler("/ws")
    static class Texts extends Crud<String> {}

    static class TextsProxy extends Texts {
        @Override
        Object save(String item) {
            return "proxied: " + item;
        }
    }

    @Test
    void callsAGenericMethodThroughAProxy() throws Throwable {
        MethodHandle invoker = method("save", Texts.class).invoker();
        assertThat((Object) invoker.invokeExact((Object) new TextsProxy(), new Object[] {"x"}))
                .isEqualTo("proxied: x");
    }

    @WebSocketHandler("/ws")
    static class Connecting {
        Object seen = this;

        @OnConnect
        void connect(ClientConnection connection) {
            seen = connection;
        }
    }

    @Test
    void callsACallback() throws Throwable {
        CallbackModel callback = service(Connecting.class).onConnect().get(0);
        Connecting handler = new Connecting();
        Object result = callback.invoker().invokeExact((Object) handler, new Object[] {null});
        assertThat(result).isNull();
        assertThat(handler.seen).isNull();
    }

    @Test
    void reportsAModuleThatIsNotOpen() {
        Class<?> closed = CompiledSource.inClosedModule("com.acme.api", "com.acme.Api", """
                package com.acme;
                @dev.webshocket.WebSocketHandler("/ws")
                public class Api {
                    @dev.webshocket.RpcMethod
                    public void query(String text) {}
                }
                """);
        assertThat(onlyProblem("WEBSHOCKET-0080", "@RpcMethod on com.acme.Api#query(String)", closed))
                .contains("module com.acme.api")
                .contains("opens com.acme to ");
    }
}
