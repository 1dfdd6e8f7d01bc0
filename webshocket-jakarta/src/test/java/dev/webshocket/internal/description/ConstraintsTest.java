package dev.webshocket.internal.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.json.JsonObject;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constraints of Jakarta Validation in schemas. */
class ConstraintsTest {

    interface Later {}

    @Constraint(validatedBy = {})
    @Size(min = 2)
    @Pattern(regexp = "[A-Z]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD})
    @interface Code {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public record User(
            @NotBlank String name,
            @NotNull Inner inner,
            @Email String mail) {}

    public record Inner(@Min(1) int level) {}

    public static class Bean {
        @Size(max = 5)
        @NotNull
        private String text;

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        @Positive
        int all(
                @Size(min = 1, max = 9) String a,
                @Min(3) @Max(7) @Positive int b,
                @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("9.5") BigDecimal c,
                @NotEmpty List<@Size(max = 3) String> d,
                @Size(max = 2) Map<String, @NegativeOrZero Long> e,
                Optional<@Max(4) Integer> f,
                @Pattern(regexp = "a+") @Pattern(regexp = "b") String g,
                @Code String h,
                @Pattern(regexp = "(?i)a") @Size(max = 4, groups = Later.class) String i,
                @AssertTrue boolean j,
                @Size(max = 3) byte[] k) {
            return 1;
        }

        @RpcMethod
        void objects(@NotNull User user, Bean bean) {}
    }

    private static final JsonObject DOCUMENT = Described.of(Handler.class).openRpc("/ws");

    @Test
    void theDocumentIsValid() {
        assertThat(PublishedSchemas.faultsOfOpenRpc(DOCUMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            0  | {"type":"string","minLength":1,"maxLength":9}
            1  | {"type":"integer","format":"int32","minimum":3,"maximum":7,"exclusiveMinimum":0}
            2  | {"type":"number","exclusiveMinimum":0.5,"maximum":9.5}
            3  | {"type":"array","items":{"type":"string","maxLength":3},"minItems":1}
            4  | {"type":"object","additionalProperties":{"type":"integer","format":"int64","maximum":0},"maxProperties":2}
            5  | {"type":"integer","format":"int32","maximum":4}
            6  | {"type":"string","allOf":[{"pattern":"^(?:a+)$"},{"pattern":"^(?:b)$"}]}
            7  | {"type":"string","minLength":2,"pattern":"^(?:[A-Z]+)$"}
            8  | {"type":"string"}
            9  | {"type":"boolean","const":true}
            10 | {"type":"string","contentEncoding":"base64"}
            """)
    void constraintsOfArgumentsAreDescribed(int index, String schema) {
        assertThat(Described.argument(DOCUMENT, "all", index)).isEqualTo(schema);
    }

    @Test
    void constraintsOfResultsAndPropertiesAreDescribed() {
        assertThat(Described.result(DOCUMENT, "all"))
                .isEqualTo("{\"type\":\"integer\",\"format\":\"int32\",\"exclusiveMinimum\":0}");
        assertThat(Described.schema(DOCUMENT, "User"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"name\":{\"type\":\"string\",\"minLength\":1,\"pattern\":\"\\\\S\"},"
                        + "\"inner\":{\"$ref\":\"#/components/schemas/Inner\"},"
                        + "\"mail\":{\"type\":\"string\",\"format\":\"email\"}},"
                        + "\"required\":[\"inner\",\"name\"],\"additionalProperties\":false}");
        assertThat(Described.schema(DOCUMENT, "Inner")).contains("\"minimum\":1");
        assertThat(Described.schema(DOCUMENT, "Bean"))
                .contains("\"text\":{\"type\":\"string\",\"maxLength\":5}", "\"required\":[\"text\"]");
    }
}
