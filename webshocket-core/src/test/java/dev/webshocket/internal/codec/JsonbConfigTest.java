package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.codec.ConfiguredClasses.Address;
import dev.webshocket.internal.codec.ConfiguredClasses.Child;
import dev.webshocket.internal.codec.ConfiguredClasses.Counted;
import dev.webshocket.internal.codec.ConfiguredClasses.Document;
import dev.webshocket.internal.codec.ConfiguredClasses.Drawing;
import dev.webshocket.internal.codec.ConfiguredClasses.Event;
import dev.webshocket.internal.codec.ConfiguredClasses.FieldsOnly;
import dev.webshocket.internal.codec.ConfiguredClasses.Folder;
import dev.webshocket.internal.codec.ConfiguredClasses.FolderAdapter;
import dev.webshocket.internal.codec.ConfiguredClasses.Hidden;
import dev.webshocket.internal.codec.ConfiguredClasses.LongAdapter;
import dev.webshocket.internal.codec.ConfiguredClasses.Made;
import dev.webshocket.internal.codec.ConfiguredClasses.Money;
import dev.webshocket.internal.codec.ConfiguredClasses.MoneyAdapter;
import dev.webshocket.internal.codec.ConfiguredClasses.MoneyDeserializer;
import dev.webshocket.internal.codec.ConfiguredClasses.MoneySerializer;
import dev.webshocket.internal.codec.ConfiguredClasses.Order;
import dev.webshocket.internal.codec.ConfiguredClasses.Profile;
import dev.webshocket.internal.codec.ConfiguredClasses.ShapeAdapter;
import dev.webshocket.internal.codec.ConfiguredClasses.Square;
import dev.webshocket.internal.codec.ConfiguredClasses.UpperCase;
import dev.webshocket.internal.types.ConfigReader;
import dev.webshocket.internal.types.UnbindableTypeException;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.config.BinaryDataStrategy;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyOrderStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A {@link JsonbConfig} applies in both encodings, with the same result as in an implementation of JSON-B. */
class JsonbConfigTest {

    private static final List<Encoding> ENCODINGS = List.of(Encoding.JSON, Encoding.MSGPACK);

    private static final Profile PROFILE = new Profile(
            "Ada",
            36,
            "https://ada.example",
            "ada@example.com",
            null,
            Optional.empty(),
            new Address("Main Street", List.of("1", "2")));

    private static final Event EVENT = new Event(
            LocalDate.of(2026, 3, 1),
            List.of(LocalDate.of(2026, 3, 2)),
            LocalDate.of(2026, 1, 31),
            new BigDecimal("1234.25"));

    private static final Order ORDER =
            new Order(new Money(150), List.of(new Money(199)), Map.of("tip", new Money(111)));

    private static JsonbConfig config() {
        return new JsonbConfig();
    }

    static Stream<Arguments> configs() {
        Stream<Arguments> naming = Stream.of(
                        PropertyNamingStrategy.IDENTITY,
                        PropertyNamingStrategy.CASE_INSENSITIVE,
                        PropertyNamingStrategy.LOWER_CASE_WITH_DASHES,
                        PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES,
                        PropertyNamingStrategy.UPPER_CAMEL_CASE,
                        PropertyNamingStrategy.UPPER_CAMEL_CASE_WITH_SPACES)
                .map(strategy -> Arguments.of(config().withPropertyNamingStrategy(strategy), PROFILE));
        PropertyNamingStrategy own = name -> "p_" + name;
        return Stream.concat(
                naming,
                Stream.of(
                        Arguments.of(config(), PROFILE),
                        Arguments.of(config().withFormatting(false), PROFILE),
                        Arguments.of(config().withPropertyNamingStrategy(own), PROFILE),
                        Arguments.of(config().withNullValues(true), PROFILE),
                        Arguments.of(
                                config().withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL), PROFILE),
                        Arguments.of(config().withPropertyOrderStrategy(PropertyOrderStrategy.REVERSE), PROFILE),
                        Arguments.of(config().withPropertyOrderStrategy(PropertyOrderStrategy.REVERSE), new Child()),
                        Arguments.of(config().withPropertyVisibilityStrategy(new FieldsOnly()), Hidden.of("x")),
                        Arguments.of(config().withDateFormat("dd.MM.yyyy", Locale.GERMANY), EVENT),
                        Arguments.of(config().withDateFormat("d MMM yyyy", Locale.FRANCE), EVENT),
                        Arguments.of(config().withLocale(Locale.GERMANY), EVENT),
                        Arguments.of(config().withBinaryDataStrategy(BinaryDataStrategy.BYTE), bytes()),
                        Arguments.of(config().withBinaryDataStrategy(BinaryDataStrategy.BASE_64), bytes()),
                        Arguments.of(config().withBinaryDataStrategy(BinaryDataStrategy.BASE_64_URL), bytes()),
                        Arguments.of(config().withAdapters(new MoneyAdapter()), ORDER),
                        Arguments.of(
                                config().withSerializers(new MoneySerializer())
                                        .withDeserializers(new MoneyDeserializer()),
                                ORDER)));
    }

    private static Document bytes() {
        return new Document(new byte[] {0, -1, 127, -128, (byte) 0xfb});
    }

    /** The reference gets the library's strategy for bytes, since the default of JSON-B 3.0 is numbers. */
    @ParameterizedTest
    @MethodSource("configs")
    void valuesAreWrittenAsByJsonBindingAndReadBack(JsonbConfig config, Object value) throws Exception {
        Binding binding = binding(config);
        try (var jsonb = JsonbBuilder.create(config)) {
            assertThat(new String(written(Encoding.JSON, binding, value), UTF_8))
                    .isEqualTo(jsonb.toJson(value));
        }
        for (Encoding encoding : ENCODINGS) {
            assertThat(carried(encoding, binding, value, value.getClass()))
                    .usingRecursiveComparison()
                    .isEqualTo(value);
        }
    }

    @Test
    void bothEncodingsHaveTheSameMembers() throws Exception {
        for (Arguments each : configs().toList()) {
            Binding binding = binding((JsonbConfig) each.get()[0]);
            Codec json = new Codec(Encoding.JSON, binding, 64);
            Codec msgpack = new Codec(Encoding.MSGPACK, binding, 64);
            Packet packet = Packet.custom(each.get()[1]);

            Object plain = json.decode(json.encode(packet)).data();

            assertThat(json.decode(json.encode(msgpack.decode(msgpack.encode(packet))))
                            .data())
                    .isEqualTo(plain);
        }
    }

    @Test
    void namesAreCaseInsensitiveIfConfigured() throws Exception {
        Binding binding = binding(config().withPropertyNamingStrategy(PropertyNamingStrategy.CASE_INSENSITIVE));

        assertThat(binding.readerFor(Address.class)
                        .read(Map.of("STREETNAME", "Main Street", "phonenumbers", List.of("1"))))
                .isEqualTo(new Address("Main Street", List.of("1")));
        assertThatThrownBy(() -> binding.readerFor(Address.class).read(Map.of("street", "x")))
                .isInstanceOf(UnfitValueException.class)
                .hasMessage("unknown member 'street'");
    }

    public record Twins(int twin, int TWIN) {}

    @Test
    void caseInsensitiveNamesMustDiffer() throws Exception {
        Binding binding = binding(config().withPropertyNamingStrategy(PropertyNamingStrategy.CASE_INSENSITIVE));

        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readable(Twins.class))
                .withMessageContaining("two properties named");
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.writable(Twins.class))
                .withMessageContaining("two properties named");
        assertThat(new Binding().readable(Twins.class)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void aStrategyThatReturnsNoNameIsADefinitionError(NoName strategy) {
        Binding binding = binding(config().withPropertyNamingStrategy(strategy));

        for (var reading : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> binding.readable(Address.class), () -> binding.writable(Address.class))) {
            assertThatThrownBy(reading)
                    .isInstanceOf(UnbindableTypeException.class)
                    .hasMessageContaining("the PropertyNamingStrategy " + NoName.class.getName())
                    .hasMessageContaining(Address.class.getName());
        }
    }

    enum NoName implements PropertyNamingStrategy {
        NULL,
        EMPTY,
        THROWS;

        @Override
        public String translateName(String propertyName) {
            if (this == THROWS) {
                throw new IllegalStateException("no");
            }
            return this == NULL ? null : "";
        }
    }

    @Test
    void parametersOfCreatorsAreRequiredIfConfigured() throws Exception {
        Binding strict = binding(config().withCreatorParametersRequired(true));

        for (Class<?> type : List.of(Made.class, Address.class)) {
            assertThat(new Binding().readerFor(type).read(Map.of())).isNotNull();
            assertThatThrownBy(() -> strict.readerFor(type).read(Map.of()))
                    .isInstanceOf(UnfitValueException.class)
                    .hasMessageMatching("(name|streetName) is missing");
        }
        assertThat(((Made) strict.readerFor(Made.class).read(Map.of("name", "n"))).getNote())
                .isEqualTo("none");
    }

    @Test
    void adaptersOfTheConfigGetScalarsInBothEncodings() throws Exception {
        Binding binding = binding(config().withAdapters(new LongAdapter()));
        Counted counted = new Counted(1, 2L, Map.of(3L, "three"));

        for (Encoding encoding : ENCODINGS) {
            Codec codec = new Codec(encoding, new Binding(), 64);
            assertThat(codec.decode(new Codec(encoding, binding, 64).encode(Packet.custom(counted)))
                            .data())
                    .isEqualTo(Map.of("all", "#1", "some", "#2", "names", Map.of("#3", "three")));
            assertThat(carried(encoding, binding, counted, Counted.class)).isEqualTo(counted);
            assertThat(carried(encoding, binding, 7L, long.class)).isEqualTo(7L);
        }
    }

    @Test
    void theConfigDoesNotApplyToThePacketItself() throws Exception {
        Binding binding = binding(config().withAdapters(new UpperCase()));
        for (Encoding encoding : ENCODINGS) {
            Codec codec = new Codec(encoding, binding, 64);
            Packet call = Packet.rpc(new RpcRequest("method", List.of("one"), Map.of("two", "three"), "id"));
            Packet failure = Packet.rpc(RpcResponse.failure("id", RpcErrorCode.RPC_INTERNAL_ERROR, "message"));

            assertThat(codec.decode(codec.encode(call)).rpc())
                    .isEqualTo(new RpcRequest("method", List.of("ONE"), Map.of("two", "THREE"), "id"));
            assertThat(codec.decode(codec.encode(failure))).isEqualTo(failure);
            assertThat(codec.decode(codec.encode(Packet.rpc(RpcResponse.result("id", "done"))))
                            .rpc())
                    .isEqualTo(RpcResponse.result("id", "DONE"));
        }
    }

    @Test
    void adaptersOfAnInterfaceWriteItsImplementations() throws Exception {
        Binding binding = binding(config().withAdapters(new ShapeAdapter()));
        Drawing drawing = new Drawing(new Square(2), List.of(new Square(3)));

        for (Encoding encoding : ENCODINGS) {
            assertThat(carried(encoding, binding, drawing, Drawing.class)).isEqualTo(drawing);
        }
        // An adapter that reads the interface does not read the class.
        assertThat(binding.readerFor(Square.class).read(Map.of("side", 4L))).isEqualTo(new Square(4));
    }

    @Test
    void cyclesOfAdaptersAreRefusedForReadingAndWrittenUpToTheirEnd() throws Exception {
        Binding binding = binding(config().withAdapters(new FolderAdapter()));

        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readable(Folder.class))
                .withMessageContaining("has an adapter that leads back to it");
        Folder folder = new Folder(List.of(new Folder(List.of()), new Folder(List.of(new Folder(List.of())))));
        assertThat(new String(written(Encoding.JSON, binding, folder), UTF_8)).isEqualTo("[[],[[]]]");
    }

    @Test
    void timestampsOfMessagePackAreTextInTheFormatOfTheConfig() throws Exception {
        Instant moment = Instant.parse("2026-01-02T03:04:05Z");
        Binding named = binding(config().withDateFormat("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
        Binding millis = binding(config().withDateFormat(JsonbDateFormat.TIME_IN_MILLIS, Locale.ROOT));

        for (Encoding encoding : ENCODINGS) {
            Codec codec = new Codec(encoding, named, 64);
            assertThat(codec.decode(codec.encode(Packet.custom(moment))).data()).isEqualTo("2026-01-02 03:04:05");
            assertThat(carried(encoding, named, moment, Instant.class)).isEqualTo(moment);
            assertThat(carried(encoding, millis, moment, Instant.class)).isEqualTo(moment);
            Codec other = new Codec(encoding, millis, 64);
            assertThat(other.decode(other.encode(Packet.custom(moment))).data()).isEqualTo(moment.toEpochMilli());
        }
    }

    @Test
    void bytesAreReadStrictly() throws Exception {
        Binding list = binding(config().withBinaryDataStrategy(BinaryDataStrategy.BYTE));
        Binding url = binding(config().withBinaryDataStrategy(BinaryDataStrategy.BASE_64_URL));

        assertThatThrownBy(() -> list.readerFor(byte[].class).read(Arrays.asList(1L, 200L)))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageStartingWith("[1]: ");
        assertThatThrownBy(() -> list.readerFor(byte[].class).read("AQ==")).isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> url.readerFor(byte[].class).read("+/8="))
                .isInstanceOf(UnfitValueException.class)
                .hasMessage("the string is no base64");
        assertThat(url.readerFor(byte[].class).read("-_8=")).isEqualTo(new byte[] {(byte) 0xfb, (byte) 0xff});
        assertThat(list.readerFor(byte[].class).read(new byte[] {1})).isEqualTo(new byte[] {1});
        assertThat(list.readerFor(byte[].class).read(null)).isNull();
    }

    private static Binding binding(JsonbConfig config) {
        return new Binding(BindingRules.DEFAULT, ConfigReader.read(config));
    }

    private static byte[] written(Encoding encoding, Binding binding, Object value) {
        OutputBuffer out = new OutputBuffer();
        binding.write(value, encoding.sink(out), 0);
        return out.toByteArray();
    }

    private static Object carried(Encoding encoding, Binding binding, Object value, Class<?> type) throws Exception {
        Codec codec = new Codec(encoding, binding, 64);
        Packet call = Packet.rpc(new RpcRequest("m", List.of(value), Map.of(), "c"));
        RpcRequest request = (RpcRequest) codec.decode(codec.encode(call)).rpc();
        return binding.readerFor(type).read(request.args().get(0));
    }
}
