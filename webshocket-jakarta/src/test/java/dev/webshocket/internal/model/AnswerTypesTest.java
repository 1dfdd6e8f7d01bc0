package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.Property;
import dev.webshocket.internal.types.ValueType;
import jakarta.json.bind.annotation.JsonbDateFormat;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.Year;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Types that can never be written or read stop the deployment, wherever they are used. */
public class AnswerTypesTest {

    private static final String FIXTURES = "@RpcMethod on dev.webshocket.internal.model.AnswerTypesTest.";
    private static final String HIDDEN = "dev.webshocket.internal.model.AnswerTypesTest$Hidden is not public";

    record Hidden(int x) {}

    public record Page<T>(List<T> items, Page<T> next) {}

    public record Open(InputStream stream) {}

    public record Styled(@JsonbDateFormat("no pattern {") LocalDate day) {}

    @WebSocketHandler("/ws")
    static class Right {
        @RpcMethod
        Page<String> page() {
            return null;
        }

        @RpcMethod
        CompletionStage<List<? extends Comparable<?>>> later() {
            return null;
        }

        @RpcMethod
        CompletionStage<Void> nothing() {
            return null;
        }

        @RpcMethod
        void stream(RpcStream<Page<Integer>> out) {}

        @RpcMethod
        Object any() {
            return null;
        }

        @RpcMethod
        EnumMap<TimeUnit, Integer> enums() {
            return null;
        }
    }

    @Test
    void theModelsOfAnswersAreKept() {
        ObjectType page = (ObjectType) method("page", Right.class).answer().orElseThrow();

        assertThat(page.properties()).extracting(Property::name).containsExactly("items", "next");
        assertThat(((ValueType.Sequence) page.properties().get(0).type()).item().javaType())
                .isEqualTo(String.class);
        assertThat(page.properties().get(1).type()).isSameAs(page);
        assertThat(method("later", Right.class).answer()).containsInstanceOf(ValueType.Sequence.class);
        assertThat(method("nothing", Right.class).answer()).isEmpty();
        assertThat(method("stream", Right.class).answer()).containsInstanceOf(ObjectType.class);
        assertThat(method("any", Right.class).answer()).contains(new ValueType.Anything(Object.class));
        assertThat(method("enums", Right.class).answer()).containsInstanceOf(ValueType.Mapping.class);
    }

    @WebSocketHandler("/ws")
    static class HiddenResult {
        @RpcMethod
        Hidden get() {
            return null;
        }
    }

    @WebSocketHandler("/ws")
    static class HiddenInMap {
        @RpcMethod
        Map<String, List<Hidden[]>> get() {
            return null;
        }
    }

    @WebSocketHandler("/ws")
    static class HiddenLater {
        @RpcMethod
        CompletionStage<Hidden> get() {
            return null;
        }
    }

    @Test
    void rejectsResultsThatAreNotPublic() {
        for (Class<?> handler : List.of(HiddenResult.class, HiddenInMap.class, HiddenLater.class)) {
            assertThat(onlyProblem("WEBSHOCKET-0065", FIXTURES + handler.getSimpleName() + "#get()", handler))
                    .contains("its result cannot be sent to callers: " + HIDDEN);
        }
    }

    @WebSocketHandler("/ws")
    static class HiddenItems {
        @RpcMethod
        Stream<Hidden> get() {
            return null;
        }
    }

    @WebSocketHandler("/ws")
    static class HiddenPublished {
        @RpcMethod
        Flow.Publisher<Page<Hidden>> get() {
            return null;
        }
    }

    @Test
    void rejectsItemsThatAreNotPublic() {
        for (Class<?> handler : List.of(HiddenItems.class, HiddenPublished.class)) {
            assertThat(onlyProblem("WEBSHOCKET-0065", FIXTURES + handler.getSimpleName() + "#get()", handler))
                    .contains("its items cannot be sent to callers: ")
                    .contains(HIDDEN);
        }
    }

    @WebSocketHandler("/ws")
    static class HiddenEmitted {
        @RpcMethod
        void get(RpcStream<Hidden> out) {}
    }

    @Test
    void rejectsEmittedItemsThatAreNotPublic() {
        assertThat(onlyProblem("WEBSHOCKET-0065", FIXTURES + "HiddenEmitted#get(RpcStream)", HiddenEmitted.class))
                .contains("its items cannot be sent to callers: " + HIDDEN);
    }

    @WebSocketHandler("/ws")
    static class WithinProperty {
        @RpcMethod
        Open get() {
            return null;
        }
    }

    @Test
    void rejectsPropertiesThatCannotBeEncoded() {
        assertThat(onlyProblem("WEBSHOCKET-0065", FIXTURES + "WithinProperty#get()", WithinProperty.class))
                .contains("in property \"stream\" of dev.webshocket.internal.model.AnswerTypesTest$Open: "
                        + "java.io.InputStream is no class that JSON-B knows");
    }

    @WebSocketHandler("/ws")
    static class WrongFormat {
        @RpcMethod
        Styled get() {
            return null;
        }
    }

    @Test
    void rejectsInvalidFormats() {
        assertThat(onlyProblem("WEBSHOCKET-0065", FIXTURES + "WrongFormat#get()", WrongFormat.class))
                .contains("AnswerTypesTest$Styled");
    }

    @WebSocketHandler("/ws")
    static class KeysOfRecords {
        @RpcMethod
        Map<Page<String>, Integer> get() {
            return null;
        }
    }

    @Test
    void rejectsKeysThatAreNotStrings() {
        assertThat(onlyProblem("WEBSHOCKET-0065", FIXTURES + "KeysOfRecords#get()", KeysOfRecords.class))
                .contains("the key of a map is a string, which no ");
    }

    @WebSocketHandler("/ws")
    static class Unreadable {
        @RpcMethod
        void enums(EnumMap<TimeUnit, Integer> value) {}

        @RpcMethod
        void years(Year value) {}

        @RpcMethod
        void queues(ArrayBlockingQueue<String> value) {}

        @RpcMethod
        void hidden(List<Hidden> value) {}

        @RpcMethod
        void within(Page<Locale> value) {}
    }

    @Test
    void rejectsParametersThatCannotBeConverted() {
        assertThat(Reading.problems(Unreadable.class))
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("WEBSHOCKET-0071"))
                .extracting(problem -> problem.message().replaceAll("^.*from JSON or MessagePack: (.*); .*$", "$1"))
                .containsExactlyInAnyOrder(
                        "java.util.EnumMap has no public constructor without parameters",
                        "java.time.Year is no class that JSON-B knows",
                        "java.util.concurrent.ArrayBlockingQueue has no public constructor without parameters",
                        HIDDEN,
                        "in property \"items\" of dev.webshocket.internal.model.AnswerTypesTest$Page: "
                                + "java.util.Locale is no class that JSON-B knows");
    }
}
