package dev.webshocket.internal.redis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which attributes have a form in the store, and that they come back as they were. */
class AttributeCodecTest {

    private final AttributeCodec codec = new AttributeCodec(getClass().getClassLoader(), new JsonbConfig());

    public record Article(String name, BigDecimal price, List<String> tags) {}

    public record Basket(Article first, Map<String, Integer> counts, Size size) {}

    public enum Size {
        SMALL,
        LARGE {
            @Override
            public String toString() {
                return "large";
            }
        }
    }

    /** A bean with a setter for each property. */
    public static class Visit {

        private int pages;
        private LocalDate day;

        public int getPages() {
            return pages;
        }

        public void setPages(int pages) {
            this.pages = pages;
        }

        public LocalDate getDay() {
            return day;
        }

        public void setDay(LocalDate day) {
            this.day = day;
        }
    }

    /** Its field is not visible to JSON-B: it would come back empty. */
    public static class Hidden {

        private final Map<String, String> contents = new HashMap<>(Map.of("a", "b"));

        public int size() {
            return contents.size();
        }
    }

    /** What it has cannot be set again. */
    public static class ReadOnly {

        private String text = "";

        public static ReadOnly of(String text) {
            ReadOnly made = new ReadOnly();
            made.text = text;
            return made;
        }

        public String getText() {
            return text;
        }
    }

    public static class WithoutConstructor {

        private final int value;

        public WithoutConstructor(int value) {
            this.value = value;
        }

        public int getValue() {
            return value;
        }
    }

    @AfterEach
    void close() throws Exception {
        codec.close();
    }

    private static JsonValue parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    private Object again(Object value) throws Exception {
        return codec.read(parsed(codec.write(value).toString()));
    }

    static Stream<Object> values() {
        return Stream.of(
                "",
                "\u00fc \ud83d\ude00 \" \\ \u0000",
                true,
                false,
                0,
                Integer.MIN_VALUE,
                5L,
                Long.MAX_VALUE,
                (byte) 1,
                (short) 2,
                'x',
                1.5f,
                3.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("1.10"),
                UUID.fromString("00000000-0000-0000-0000-00000000002a"),
                URI.create("urn:x"),
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                Duration.ofMillis(1500),
                Period.ofMonths(2),
                LocalDate.of(2026, 1, 2),
                LocalTime.of(3, 4),
                LocalDateTime.of(2026, 1, 2, 3, 4, 5),
                OffsetDateTime.parse("2026-01-02T03:04:05+01:00"),
                ZonedDateTime.parse("2026-01-02T03:04:05+01:00[Europe/Berlin]"),
                new Date(1234567890123L),
                DayOfWeek.FRIDAY,
                Size.SMALL,
                Size.LARGE,
                new Article("tea", new BigDecimal("4.20"), List.of("a", "b")),
                new Article(null, null, null),
                new Basket(new Article("tea", BigDecimal.ONE, List.of()), Map.of("tea", 2), Size.LARGE));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackAsItWas(Object value) throws Exception {
        assertThat(again(value)).isEqualTo(value).hasSameClassAs(value);
    }

    static Stream<Object> containers() {
        return Stream.of(
                new ArrayList<>(Arrays.asList(1, null, "x", 2L, List.of(true))),
                new LinkedList<>(List.of(1)),
                new CopyOnWriteArrayList<>(List.of(new Article("tea", BigDecimal.TEN, List.of("x")))),
                new LinkedHashSet<>(List.of(3, 1, 2)),
                new TreeSet<>(Set.of("b", "a")),
                new CopyOnWriteArraySet<>(List.of(1)),
                new ConcurrentSkipListSet<>(List.of(1)),
                new HashMap<>(Map.of(1, "one", Size.SMALL, List.of())),
                new LinkedHashMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of("a", 1L)),
                new ConcurrentHashMap<>(Map.of("a", new LinkedList<>(List.of(1)))),
                new ConcurrentSkipListMap<>(Map.of("a", 1)),
                Collections.synchronizedSet(new LinkedHashSet<>(List.of(1))),
                Collections.synchronizedMap(new LinkedHashMap<>(Map.of("a", 1))),
                Collections.synchronizedList(new ArrayList<>(List.of(1))));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aContainerComesBackAsItWas(Object container) throws Exception {
        assertThat(again(container)).isEqualTo(container).hasSameClassAs(container);
    }

    @Test
    void queuesAndOtherObjectsWithoutEqualityComeBack() throws Exception {
        assertThat(new ArrayList<Object>((ArrayDeque<?>) again(new ArrayDeque<>(List.of(1, 2)))))
                .containsExactly(1, 2);
        assertThat(new ArrayList<Object>((ConcurrentLinkedQueue<?>) again(new ConcurrentLinkedQueue<>(List.of(1, 2)))))
                .containsExactly(1, 2);
        Set<Object> concurrent = ConcurrentHashMap.newKeySet();
        concurrent.add("x");
        assertThat(again(concurrent)).isEqualTo(concurrent).hasSameClassAs(concurrent);
        assertThat((AtomicInteger) again(new AtomicInteger(7))).hasValue(7);
        assertThat((AtomicLong) again(new AtomicLong(8))).hasValue(8);
        Visit visit = new Visit();
        assertThat((Visit) again(visit)).usingRecursiveComparison().isEqualTo(visit);
        visit.setPages(3);
        visit.setDay(LocalDate.of(2026, 1, 2));
        assertThat((Visit) again(visit)).usingRecursiveComparison().isEqualTo(visit);
    }

    @Test
    void containersWithoutAPublicClassComeBackAsEqualOnes() throws Exception {
        for (Object container : List.of(
                List.of(1, 2),
                List.of(),
                Set.of("x"),
                Map.of("a", 1),
                Map.of(),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Arrays.asList(1, 2),
                Collections.emptyList(),
                Collections.singletonMap("a", 1))) {
            assertThat(again(container)).isEqualTo(container);
        }
    }

    @Test
    void arraysComeBack() throws Exception {
        assertThat((byte[]) again(new byte[] {1, -1})).containsExactly(1, -1);
        assertThat((int[]) again(new int[] {1, 2})).containsExactly(1, 2);
        assertThat((double[]) again(new double[] {0.5})).containsExactly(0.5);
        assertThat((String[]) again(new String[] {"a", null})).containsExactly("a", null);
        assertThat((Object[]) again(new Object[] {"a", 1L})).containsExactly("a", 1L);
        assertThat((Size[]) again(new Size[] {Size.LARGE})).containsExactly(Size.LARGE);
        assertThat((boolean[]) again(new boolean[0])).isEmpty();
    }

    private static List<Object> ofItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    static Stream<Object> unwritable() throws Exception {
        Runnable lambda = () -> {};
        class Local {}
        return Stream.of(
                new Object(),
                Thread.currentThread(),
                lambda,
                new ReentrantLock(),
                new URL("http://localhost/"),
                String.class,
                new Local() {},
                new Hidden(),
                ReadOnly.of("x"),
                new WithoutConstructor(1),
                ofItself(),
                new TreeSet<>(Comparator.reverseOrder()),
                new TreeMap<>(Comparator.reverseOrder()),
                new EnumMap<>(Map.of(Size.SMALL, 1)),
                EnumSet.of(Size.SMALL),
                List.of(1, new Hidden()),
                Map.of("a", new Object()),
                Collections.singletonList((Object) new Long[] {1L}),
                Collections.singletonList((Object) new byte[0][]));
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    void whatWouldNotComeBackIsNotWritten(Object value) {
        // Twice, since the first value of a class is looked at more closely.
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> codec.write(value)).isInstanceOf(UnwritableException.class);
        }
    }

    @Test
    void aClassOfAnotherLoaderIsNotWritten(@TempDir Path folder) throws Exception {
        try (CompiledVersion other = CompiledVersion.of(folder, "public record Item(int count) {}")) {
            Object item = other.make("Item", 1);
            assertThatThrownBy(() -> codec.write(item))
                    .isInstanceOf(UnwritableException.class)
                    .hasMessageContaining("does not find it by its name");
            try (AttributeCodec own = new AttributeCodec(other.loader(), new JsonbConfig())) {
                assertThat(own.read(own.write(item))).isEqualTo(item);
            }
        }
    }

    /** Whoever can write to Redis must not be able to make any object of the process. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"t\":\"java.lang.Thread\",\"v\":\"{}\"}",
                "{\"t\":\"java.lang.ProcessBuilder\",\"v\":\"{}\"}",
                "{\"t\":\"java.net.URL\",\"v\":\"{}\"}",
                "{\"t\":\"javax.management.remote.rmi.RMIConnector\",\"v\":\"{}\"}",
                "{\"t\":\"java.util.PriorityQueue\",\"v\":\"[]\"}",
                "{\"t\":\"java.lang.Runnable\",\"v\":\"{}\"}",
                "{\"t\":\"org.assertj.core.api.Assert\",\"v\":\"{}\"}",
                "{\"t\":\"no.such.Class\",\"v\":\"{}\"}",
                "{\"t\":\"int\",\"v\":\"1\"}",
                "{\"t\":\"[]\",\"c\":\"java.lang.Thread\",\"v\":[]}",
                "{\"t\":\"[]\",\"c\":\"[I\",\"v\":[]}",
                "[1]"
            })
    void whatIsNotWrittenIsNotReadEither(String form) {
        assertThatThrownBy(() -> codec.read(parsed(form))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aClassIsInitializedOnlyIfItIsForAttributes() throws Exception {
        assertThatThrownBy(() -> codec.read(parsed("{\"t\":\"" + Loud.class.getName() + "\",\"v\":\"{}\"}")))
                .isInstanceOf(UnreadableException.class);
        assertThat(HEARD).hasValue(0);
    }

    private static final AtomicInteger HEARD = new AtomicInteger();

    /** No class for attributes: it has no constructor that JSON-B may use. */
    static final class Loud {

        static {
            HEARD.incrementAndGet();
        }

        private Loud() {}
    }

    public static class Money {

        final int cents;

        Money(int cents) {
            this.cents = cents;
        }
    }

    public record Purse(Money money) {}

    public static class MoneyAdapter implements JsonbAdapter<Money, String> {

        @Override
        public String adaptToJson(Money money) {
            return money.cents + " cents";
        }

        @Override
        public Money adaptFromJson(String text) {
            return new Money(Integer.parseInt(text.replace(" cents", "")));
        }
    }

    @Test
    void theBindingOfTheApplicationHolds() throws Exception {
        try (AttributeCodec own =
                new AttributeCodec(getClass().getClassLoader(), new JsonbConfig().withAdapters(new MoneyAdapter()))) {
            JsonValue form = own.write(new Purse(new Money(5)));
            assertThat(form.toString()).contains("5 cents");
            assertThat(((Purse) own.read(form)).money().cents).isEqualTo(5);
        }
    }
}
