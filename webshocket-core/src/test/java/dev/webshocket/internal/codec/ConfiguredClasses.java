package dev.webshocket.internal.codec;

import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Classes without annotations, which a JsonbConfig configures. */
public final class ConfiguredClasses {

    private ConfiguredClasses() {}

    /** Names of all kinds, null, bytes and a nested class. */
    public record Profile(
            String firstName,
            int ageInYears,
            String homeURL,
            @JsonbProperty("zz-Mail") String zMail,
            String nickName,
            Optional<String> middleName,
            Address postalAddress) {}

    public record Address(String streetName, List<String> phoneNumbers) {}

    public record Document(byte[] rawContent) {}

    public record Event(
            LocalDate startsOn,
            List<LocalDate> alsoOn,
            @JsonbDateFormat("yyyy/MM/dd") LocalDate announcedOn,
            @JsonbNumberFormat("#,##0.00") BigDecimal ticketPrice) {}

    public static class Parent {
        public int alpha = 1;
        public int beta = 2;
    }

    public static class Child extends Parent {
        public int gamma = 3;
        public int delta = 4;
    }

    public static class Hidden {
        private String secretWord;

        public static Hidden of(String word) {
            Hidden hidden = new Hidden();
            hidden.secretWord = word;
            return hidden;
        }

        String word() {
            return secretWord;
        }
    }

    /** Makes fields visible, and methods not. */
    public static final class FieldsOnly implements PropertyVisibilityStrategy {
        @Override
        public boolean isVisible(Field field) {
            return true;
        }

        @Override
        public boolean isVisible(Method method) {
            return false;
        }
    }

    public record Money(long cents) {}

    public record Order(Money total, List<Money> parts, Map<String, Money> byName) {}

    /** Adapts money to text. */
    public static final class MoneyAdapter implements JsonbAdapter<Money, String> {
        @Override
        public String adaptToJson(Money money) {
            return money.cents() / 100 + "." + money.cents() % 100;
        }

        @Override
        public Money adaptFromJson(String text) {
            String[] parts = text.split("\\.");
            return new Money(Long.parseLong(parts[0]) * 100 + Long.parseLong(parts[1]));
        }
    }

    public static final class MoneySerializer implements JsonbSerializer<Money> {
        @Override
        public void serialize(Money money, JsonGenerator generator, SerializationContext context) {
            generator.writeStartObject();
            context.serialize("amount", money.cents(), generator);
            generator.write("unit", "cents");
            generator.writeEnd();
        }
    }

    public static final class MoneyDeserializer implements JsonbDeserializer<Money> {
        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context, Type type) {
            return new Money(parser.getObject().getJsonNumber("amount").longValueExact());
        }
    }

    /** Adapts whole numbers to text, since JavaScript has fewer digits. */
    public static final class LongAdapter implements JsonbAdapter<Long, String> {
        @Override
        public String adaptToJson(Long number) {
            return "#" + number;
        }

        @Override
        public Long adaptFromJson(String text) {
            return Long.valueOf(text.substring(1));
        }
    }

    /** Adapts a type to itself. */
    public static final class UpperCase implements JsonbAdapter<String, String> {
        @Override
        public String adaptToJson(String text) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }

        @Override
        public String adaptFromJson(String text) {
            return text.toLowerCase(java.util.Locale.ROOT);
        }
    }

    public record Counted(long all, Long some, Map<Long, String> names) {}

    public interface Shape {}

    public record Square(int side) implements Shape {}

    public static final class ShapeAdapter implements JsonbAdapter<Shape, Integer> {
        @Override
        public Integer adaptToJson(Shape shape) {
            return ((Square) shape).side();
        }

        @Override
        public Shape adaptFromJson(Integer side) {
            return new Square(side);
        }
    }

    public record Drawing(Shape shape, List<Shape> more) {}

    /** Adapts a folder to a list of folders. */
    public static final class FolderAdapter implements JsonbAdapter<Folder, List<Folder>> {
        @Override
        public List<Folder> adaptToJson(Folder folder) {
            return folder.folders();
        }

        @Override
        public Folder adaptFromJson(List<Folder> folders) {
            return new Folder(folders);
        }
    }

    public record Folder(List<Folder> folders) {}

    public static class Made {
        private final String name;
        private final String note;

        @JsonbCreator
        public Made(@JsonbProperty("name") String name, @JsonbProperty("note") Optional<String> note) {
            this.name = name;
            this.note = note.orElse("none");
        }

        public String getName() {
            return name;
        }

        public String getNote() {
            return note;
        }
    }
}
