package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The annotations of JSON-B apply in both encodings. */
class JsonBindingAnnotationsTest {

    public static class Bean {
        public String shown;

        @JsonbProperty("renamed")
        public int original;

        @JsonbTransient
        public String hidden = "kept";

        private URI link;

        public URI getLink() {
            return link;
        }

        public void setLink(URI link) {
            this.link = link;
        }
    }

    public static final class Money {
        final String currency;
        final BigDecimal amount;

        @JsonbCreator
        public Money(@JsonbProperty("cur") String currency, @JsonbProperty("amt") BigDecimal amount) {
            this.currency = currency;
            this.amount = amount;
        }

        public String getCur() {
            return currency;
        }

        public BigDecimal getAmt() {
            return amount;
        }
    }

    @JsonbTypeAdapter(CelsiusAdapter.class)
    public record Celsius(double degrees) {}

    public static final class CelsiusAdapter implements JsonbAdapter<Celsius, String> {
        @Override
        public String adaptToJson(Celsius celsius) {
            return celsius.degrees() + " C";
        }

        @Override
        public Celsius adaptFromJson(String text) {
            return new Celsius(Double.parseDouble(text.substring(0, text.length() - 2)));
        }
    }

    @JsonbTypeInfo(
            key = "kind",
            value = {
                @JsonbSubtype(alias = "dog", type = Dog.class),
                @JsonbSubtype(alias = "cat", type = Cat.class),
                @JsonbSubtype(alias = "bird", type = Bird.class)
            })
    public interface Animal {}

    public static class Dog implements Animal {
        public int bones;
        public byte[] tag;
    }

    public static class Bird implements Animal {
        public Object note;
        public Object nothing;
        public List<Object> song;
        public byte[] none;
    }

    public static class Cat implements Animal {
        public boolean asleep;
    }

    @ParameterizedTest
    @EnumSource
    void annotationsApply(EachEncoding encoding) throws Exception {
        Bean bean = new Bean();
        bean.shown = "s";
        bean.original = 5;
        bean.hidden = "secret";
        bean.setLink(URI.create("http://example.org/"));

        assertThat(encoding.carry(bean)).isEqualTo(Map.of("shown", "s", "renamed", 5L, "link", "http://example.org/"));
        Bean again = (Bean) encoding.roundTrip(bean, Bean.class);
        assertThat(again.original).isEqualTo(5);
        assertThat(again.hidden).isEqualTo("kept");
        assertThat(again.getLink()).isEqualTo(bean.getLink());
    }

    @ParameterizedTest
    @EnumSource
    void creatorIsCalled(EachEncoding encoding) throws Exception {
        Money again = (Money) encoding.roundTrip(new Money("EUR", new BigDecimal("1.5")), Money.class);

        assertThat(again.currency).isEqualTo("EUR");
        assertThat(again.amount).isEqualByComparingTo("1.5");
    }

    @ParameterizedTest
    @EnumSource
    void adapterIsCalled(EachEncoding encoding) throws Exception {
        assertThat(encoding.carry(new Celsius(1.5))).isEqualTo("1.5 C");
        assertThat(encoding.roundTrip(List.of(new Celsius(-3)), new TypeOf<List<Celsius>>() {}.type()))
                .isEqualTo(List.of(new Celsius(-3)));
    }

    @ParameterizedTest
    @EnumSource
    void subtypesAreDistinguished(EachEncoding encoding) throws Exception {
        Dog dog = new Dog();
        dog.bones = 3;
        dog.tag = new byte[] {7};

        Object again = encoding.roundTrip(dog, Animal.class);

        assertThat(again).isInstanceOfSatisfying(Dog.class, it -> {
            assertThat(it.bones).isEqualTo(3);
            assertThat(it.tag).containsExactly(7);
        });
    }

    @Test
    void subtypesMayHoldAnything() throws Exception {
        Map<String, Object> plain =
                new LinkedHashMap<>(Map.of("kind", "bird", "note", 5L, "song", List.of(1.5, "x", List.of(7L))));
        plain.put("nothing", null);
        plain.put("none", null);

        Bird bird = (Bird) EachEncoding.BINDING.readerFor(Animal.class).read(plain);

        assertThat(bird.note).isEqualTo(5L);
        assertThat(bird.nothing).isNull();
        assertThat(bird.song).isEqualTo(List.of(1.5, "x", List.of(7L)));
        assertThat(bird.none).isNull();
    }
}
