package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.methods.ParameterModel;
import dev.webshocket.support.CompiledSource;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InheritanceTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.InheritanceTest.";

    static class Base {
        @RpcMethod
        String greet(String name) {
            return "base";
        }
    }

    @WebSocketHandler("/ws")
    static class Inheriting extends Base {}

    @Test
    void exposesAMethodOfASuperclass() {
        assertThat(method("greet", Inheriting.class).method().getDeclaringClass())
                .isEqualTo(Base.class);
    }

    @WebSocketHandler("/ws")
    static class Hiding extends Base {
        @RpcMethod
        void other() {}

        @Override
        String greet(String name) {
            return "hidden";
        }
    }

    @Test
    void hidesAMethodOverriddenWithoutTheAnnotation() {
        assertThat(service(Hiding.class).methods()).containsOnlyKeys("other");
    }

    @WebSocketHandler("/ws")
    static class BelowHiding extends Hiding {
        @Override
        @RpcMethod("greeting")
        String greet(String name) {
            return "again";
        }
    }

    @Test
    void exposesAnOverridingMethodOnceUnderItsOwnName() {
        ServiceModel service = service(BelowHiding.class);
        assertThat(service.methods()).containsOnlyKeys("greeting", "other");
        assertThat(service.methods().get("greeting").method().getDeclaringClass())
                .isEqualTo(BelowHiding.class);
    }

    interface Greeter {
        @RpcMethod
        default String greet(String name) {
            return "default";
        }
    }

    interface SilentGreeter extends Greeter {
        @Override
        default String greet(String name) {
            return "silent";
        }
    }

    @WebSocketHandler("/ws")
    static class Defaulting implements Greeter {}

    @Test
    void exposesADefaultMethod() {
        assertThat(method("greet", Defaulting.class).method().getDeclaringClass())
                .isEqualTo(Greeter.class);
    }

    @WebSocketHandler("/ws")
    static class DefaultHidden implements Greeter {
        @Override
        public String greet(String name) {
            return "hidden";
        }
    }

    @Test
    void hidesADefaultMethodOverriddenWithoutTheAnnotation() {
        assertThat(problems(DefaultHidden.class))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0009");
    }

    @WebSocketHandler("/ws")
    static class DefaultHiddenByInterface implements Greeter, SilentGreeter {}

    @Test
    void hidesADefaultMethodThatAnotherInterfaceOverrides() {
        assertThat(problems(DefaultHiddenByInterface.class))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0009");
    }

    interface Contract {
        @RpcMethod
        String greet(String name);
    }

    @WebSocketHandler("/ws")
    static class Implementing implements Contract {
        @Override
        @RpcMethod
        public String greet(String name) {
            return "implemented";
        }
    }

    @Test
    void exposesAnImplementationOnce() {
        assertThat(method("greet", Implementing.class).method().getDeclaringClass())
                .isEqualTo(Implementing.class);
    }

    static class Implementation {
        public String greet(String name) {
            return "inherited";
        }
    }

    @WebSocketHandler("/ws")
    static class ImplementedAbove extends Implementation implements Greeter {}

    @Test
    void prefersASuperclassToADefaultMethod() {
        assertThat(problems(ImplementedAbove.class))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0009");
    }

    public record User(String name) {}

    abstract static class Crud<T> {
        @RpcMethod
        T save(T item) {
            return item;
        }

        @RpcMethod
        void saveAll(Map<String, List<T>> items) {}

        @RpcMethod
        void saveArray(T[] items) {}
    }

    abstract static class NamedCrud<K, U> extends Crud<U> {
        @RpcMethod
        U find(K key) {
            return null;
        }
    }

    @WebSocketHandler("/users")
    static class Users extends NamedCrud<String, User> {}

    @Test
    void resolvesTypeVariables() throws NoSuchMethodException {
        ServiceModel service = service(Users.class);
        assertThat(typeOfOnly(service, "save")).isEqualTo(User.class);
        assertThat(typeOfOnly(service, "find")).isEqualTo(String.class);
        assertThat(typeOfOnly(service, "saveArray")).isEqualTo(User[].class);
        ParameterizedType expected = (ParameterizedType)
                InheritanceTest.class.getDeclaredMethod("mapOfUsers", Map.class).getGenericParameterTypes()[0];
        Object resolved = typeOfOnly(service, "saveAll");
        assertThat(resolved).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(expected.toString());
        assertThat(expected).isEqualTo(resolved);
    }

    @SuppressWarnings("unused")
    private void mapOfUsers(Map<String, List<User>> users) {}

    private static Object typeOfOnly(ServiceModel service, String method) {
        List<ParameterModel> parameters = service.methods().get(method).parameters();
        assertThat(parameters).hasSize(1);
        return ((ParameterModel.Value) parameters.get(0)).type();
    }

    @WebSocketHandler("/users")
    static class HidingUsers extends Crud<User> {
        @Override
        User save(User item) {
            return item;
        }
    }

    @Test
    void recognizesTheOverrideOfAGenericMethod() {
        assertThat(service(HidingUsers.class).methods()).containsOnlyKeys("saveAll", "saveArray");
    }

    @WebSocketHandler("/users")
    static class ExposingUsers extends Crud<User> {
        @Override
        @RpcMethod
        User save(User item) {
            return item;
        }
    }

    @Test
    void exposesAnOverridingMethodOnceDespiteItsBridge() {
        assertThat(method("save", ExposingUsers.class).method().getReturnType()).isEqualTo(User.class);
    }

    abstract static class OneVariable<T> {
        @RpcMethod
        void put(T item) {}
    }

    @WebSocketHandler("/users")
    static class StillGeneric<T> extends OneVariable<List<T>> {}

    @Test
    void rejectsAnUnresolvedVariable() {
        String message = onlyProblem(
                "WEBSHOCKET-0016",
                "@RpcMethod on " + FIXTURES + "OneVariable#put(Object) (inherited by " + FIXTURES + "StillGeneric)",
                StillGeneric.class);
        assertThat(message).contains("variable T");
    }

    @SuppressWarnings("rawtypes")
    @WebSocketHandler("/users")
    static class RawUsers extends OneVariable {}

    @Test
    void rejectsAVariableOfARawSuperclass() {
        onlyProblem(
                "WEBSHOCKET-0016",
                "@RpcMethod on " + FIXTURES + "OneVariable#put(Object) (inherited by " + FIXTURES + "RawUsers)",
                RawUsers.class);
    }

    abstract static class Hidden {
        @RpcMethod
        public void ping() {}
    }

    // Public, so that the compiler adds a bridge method with the annotation for the method of the package-private
    // class.
    @WebSocketHandler("/ws")
    public static class Visible extends Hidden {}

    @Test
    void exposesAPublicMethodOfAPackagePrivateSuperclass() {
        assertThat(Visible.class.getDeclaredMethods()).anyMatch(Method::isBridge);
        assertThat(method("ping", Visible.class).method().getDeclaringClass()).isEqualTo(Hidden.class);
    }

    private static Class<?> belowPackagePrivate(String scope) {
        return CompiledSource.load(
                "com.acme.below.Api",
                Map.of("com.acme.Base", """
                        package com.acme;
                        public abstract class Base {
                            @dev.webshocket.RpcMethod
                            void ping() {}
                        }
                        """, "com.acme.below.Api", """
                        package com.acme.below;
                        @dev.webshocket.WebSocketHandler("/ws")
                        %s
                        public class Api extends com.acme.Base {
                            void ping() {}
                        }
                        """.formatted(scope)),
                "-parameters");
    }

    @Test
    void rejectsAPackagePrivateMethodOfAnotherPackageBehindAProxy() {
        onlyProblem(
                "WEBSHOCKET-0081",
                "@RpcMethod on com.acme.Base#ping() (inherited by com.acme.below.Api)",
                belowPackagePrivate(""));
    }

    @Test
    void recognizesThatAPackagePrivateMethodIsNotOverriddenInAnotherPackage() {
        Class<?> api = belowPackagePrivate("@jakarta.enterprise.context.Dependent");
        assertThat(method("ping", api).method().getDeclaringClass().getName()).isEqualTo("com.acme.Base");
    }
}
