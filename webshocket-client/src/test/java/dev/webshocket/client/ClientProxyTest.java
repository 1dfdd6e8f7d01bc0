package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.client.MathHandler.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientProxyTest extends ServedClient {

    /** A superinterface that several interfaces share. */
    public interface Echo<T> {

        @RpcMethod
        T echo(T value);

        @RpcMethod("echo")
        CompletionStage<List<T>> echoAll(List<T> values);
    }

    public interface MathApi extends Echo<Person> {

        @RpcMethod
        int add(int a, int b);

        @RpcMethod("multiply")
        @Idempotent
        CompletableFuture<Integer> product(int a, int b);

        @RpcMethod("count_to")
        RpcItems<Integer> countTo(int n);

        @RpcMethod("count_to")
        Stream<Integer> countAsStream(int n);

        @RpcMethod("count_to")
        Flow.Publisher<Integer> countAsPublisher(int n);

        @RpcMethod
        Optional<String> find(String key);

        @RpcMethod("find")
        CompletionStage<Optional<String>> findLater(String key);

        @RpcMethod
        Map<String, List<Person>> family(Person parent, Person child);

        @RpcMethod
        String join(List<String> parts, Optional<String> separator);

        @RpcMethod
        void refuse(String why);

        default int addThree(int a, int b, int c) {
            return add(add(a, b), c);
        }

        @Override
        boolean equals(Object other);
    }

    private static final Person ANN = new Person("Ann", 40, LocalDate.of(1986, 5, 1));

    @Test
    void methodsCallRemoteMethods() {
        MathApi math = client.proxy(MathApi.class);
        assertThat(math.add(10, 20)).isEqualTo(30);
        assertThat(math.product(3, 7)).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(21);
        assertThat(math.addThree(1, 2, 3)).isEqualTo(6);
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> math.refuse("no"))
                .withMessage("no");
    }

    @Test
    void streamsHaveThreeForms() throws Exception {
        MathApi math = client.proxy(MathApi.class);
        try (RpcItems<Integer> items = math.countTo(3);
                Stream<Integer> stream = math.countAsStream(3)) {
            assertThat(items).containsExactly(1, 2, 3);
            assertThat(stream).containsExactly(1, 2, 3);
        }
        CountDownLatch completed = new CountDownLatch(1);
        math.countAsPublisher(3).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(3);
            }

            @Override
            public void onNext(Integer item) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {
                completed.countDown();
            }
        });
        assertThat(completed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void optionalResultsAreWrappedAndEmptyArgumentsLeftOut() {
        MathApi math = client.proxy(MathApi.class);
        assertThat(math.find("known")).contains("value");
        assertThat(math.find("unknown")).isEmpty();
        assertThat(math.findLater("known").toCompletableFuture().join()).contains("value");
        assertThat(math.join(List.of("a", "b"), Optional.empty())).isEqualTo("a-b");
        assertThat(math.join(List.of("a", "b"), Optional.of("+"))).isEqualTo("a+b");
    }

    @Test
    void genericTypesAreResolved() {
        MathApi math = client.proxy(MathApi.class);
        assertThat(math.echo(ANN)).isEqualTo(ANN);
        assertThat(math.echoAll(List.of(ANN)).toCompletableFuture().join()).containsExactly(ANN);
        assertThat(math.family(ANN, ANN)).isEqualTo(Map.of("Ann", List.of(ANN)));
    }

    /** Not public, but with a default method. */
    interface Hidden {

        @RpcMethod
        int add(int a, int b);

        @RpcMethod("hang")
        CompletableFuture<Optional<String>> hang();

        default int twice(int a) {
            return add(a, a);
        }
    }

    @Test
    void interfacesNeedNotBePublic() {
        assertThat(client.proxy(Hidden.class).twice(21)).isEqualTo(42);
    }

    @Test
    void cancellingReachesTheServer() throws Exception {
        CompletableFuture<Optional<String>> hanging = client.proxy(Hidden.class).hang();
        assertThat(handler.hanging.await(20, TimeUnit.SECONDS)).isTrue();
        hanging.cancel(true);
        assertThat(handler.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProxyImplementsTheMethodsOfObject() {
        MathApi math = client.proxy(MathApi.class);
        assertThat(Set.of(math)).contains(math).doesNotContain(client.proxy(MathApi.class));
        assertThat(math).hasToString("MathApi of " + client);
    }

    interface Wrong<T> {

        int unmarked();

        @RpcMethod
        int connection(ClientConnection connection);

        @RpcMethod
        void stream(RpcStream<String> out);

        @RpcMethod
        <V> void variable(V value);

        @RpcMethod
        @SuppressWarnings("rawtypes")
        RpcItems raw();

        @RpcMethod
        Thread unreadable();

        @RpcMethod
        T unresolved();
    }

    @Test
    void allFaultsOfAnInterfaceAreReportedAtOnce() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> client.proxy(Wrong.class))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(DefinitionProblem::code)
                        .containsExactlyInAnyOrder(
                                "WEBSHOCKET-0091",
                                "WEBSHOCKET-0092",
                                "WEBSHOCKET-0092",
                                "WEBSHOCKET-0093",
                                "WEBSHOCKET-0094",
                                "WEBSHOCKET-0095",
                                "WEBSHOCKET-0095"))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("dev.webshocket.client.ClientProxyTest.Wrong#connection(ClientConnection)"));
    }

    @Test
    void onlyInterfacesHaveProxies() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> client.proxy(String.class))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(DefinitionProblem::code)
                        .containsExactly("WEBSHOCKET-0090"));
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> client.proxy(Override.class))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(DefinitionProblem::code)
                        .containsExactly("WEBSHOCKET-0090"));
    }

    interface Bytes {
        @RpcMethod
        int sum(byte... numbers);
    }

    @Test
    void variadicBytesAreRefused() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> client.proxy(Bytes.class))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(DefinitionProblem::code)
                        .containsExactly("WEBSHOCKET-0084"));
    }
}
