package dev.webshocket.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.AllowUnknownMembers;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of types. */
public class TypeReaderTest {

    public record Node(String name, int weight, List<Node> children, Optional<LocalDate> day) {}

    public static class Crud<T> {
        @JsonbProperty("value")
        public T item;

        @JsonbNillable
        public Map<TimeUnit, T> items;

        public int getCount() {
            return 0;
        }
    }

    @AllowUnknownMembers
    public static class Users extends Crud<Node> {}

    public static class Prices extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1;
    }

    public static class Forest extends ArrayList<Forest> {
        private static final long serialVersionUID = 1;
    }

    public record Page(List<Comment> comments) {}

    public record Comment(String text, List<Comment> replies) {}

    public record Folder(Map<String, Folder> folders) {}

    public record Link(Optional<Link> next, Link[] others) {}

    public record Linked(URL url) {}

    public record Bookmarks(Set<Linked> links) {}

    public record Nest(Set<Nest> nests) {}

    public record Around(Optional<HashSet<List<Around>>> within) {}

    public record Sorted(String name, TreeSet<Sorted> parts) implements Comparable<Sorted> {
        @Override
        public int compareTo(Sorted other) {
            return name.compareTo(other.name);
        }
    }

    /** Equal to itself only. */
    public static class Site {
        public URL url;
        public Set<Site> parts;
    }

    public static class Growing<T> extends ArrayList<Growing<List<T>>> {
        private static final long serialVersionUID = 1;
    }

    public static class Endless<T> {
        public Endless<List<T>> next;
    }

    @JsonbTypeAdapter(KeyAdapter.class)
    public record Key(String text) {}

    public static class KeyAdapter implements JsonbAdapter<Key, String> {
        @Override
        public String adaptToJson(Key key) {
            return key.text();
        }

        @Override
        public Key adaptFromJson(String text) {
            return new Key(text);
        }
    }

    @JsonbTypeAdapter(KeyAdapter.class)
    public record Mistaken(int x) {}

    @JsonbTypeInfo({@JsonbSubtype(alias = "circle", type = Circle.class)})
    public interface Shape {}

    public record Circle(double radius, Shape within) implements Shape {}

    @JsonbTypeInfo({@JsonbSubtype(alias = "x", type = String.class)})
    public interface Foreign {}

    public static class Clash {
        public int a;

        @JsonbProperty("a")
        public int b;
    }

    public static class Unnamed {
        @JsonbCreator
        public Unnamed(int x) {}
    }

    public static class Two {
        @JsonbCreator
        public Two() {}

        @JsonbCreator
        public static Two make() {
            return new Two();
        }
    }

    public record Undated(@JsonbDateFormat("yyyy") String text) {}

    private final TypeReader reading = new TypeReader(Side.READ);
    private final TypeReader writing = new TypeReader(Side.WRITE);

    @Test
    void recordsContainThemselves() throws Exception {
        ObjectType node = (ObjectType) reading.read(Node.class);

        assertThat(node.javaClass()).isEqualTo(Node.class);
        assertThat(node.maker()).contains(Node.class.getDeclaredConstructors()[0]);
        assertThat(node.properties()).extracting(Property::name).containsExactly("name", "weight", "children", "day");
        assertThat(node.properties()).extracting(Property::required).containsExactly(false, true, false, false);
        assertThat(((ValueType.Sequence) node.properties().get(2).type()).item())
                .isSameAs(node);
        assertThat(((ValueType.Maybe) node.properties().get(3).type()).value())
                .isEqualTo(new ValueType.Temporal(LocalDate.class, ValueType.Format.DEFAULT));
        assertThat(reading.read(Node.class)).isSameAs(node);
    }

    static Stream<Type> recursive() {
        return Stream.of(
                        new Type[] {Node.class, new Of(List.class, Node.class), new Of(Set.class, Node.class)},
                        new Type[] {Page.class, Comment.class, new Of(List.class, Comment.class)},
                        new Type[] {Folder.class, new Of(Map.class, String.class, Folder.class)},
                        new Type[] {Link.class, new Of(Optional.class, Link.class), Link[].class},
                        new Type[] {Shape.class, Circle.class, new Of(List.class, Shape.class)})
                .flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("recursive")
    void cyclicObjectsAreTheSameWhicheverTypeIsReadFirst(Type first) throws Exception {
        for (Side side : Side.values()) {
            TypeReader reader = new TypeReader(side);
            String model = written(reader.read(first), new ArrayList<>());

            for (Type other : recursive().toList()) {
                TypeReader fresh = new TypeReader(side);
                fresh.read(other);
                assertThat(written(fresh.read(first), new ArrayList<>())).isEqualTo(model);
            }
        }
    }

    /** Returns a model as text, with each object once. */
    private static String written(ValueType type, List<ValueType> seen) {
        if (type instanceof ValueType.Sequence sequence) {
            return sequence.javaType() + "[" + written(sequence.item(), seen) + "]";
        }
        if (type instanceof ValueType.Mapping map) {
            return map.javaType() + "[" + written(map.key(), seen) + "," + written(map.value(), seen) + "]";
        }
        if (type instanceof ValueType.Maybe maybe) {
            return maybe.javaType() + "[" + written(maybe.value(), seen) + "]";
        }
        if (seen.contains(type)) {
            return type.toString();
        }
        seen.add(type);
        StringBuilder text = new StringBuilder(type.toString());
        if (type instanceof ObjectType object) {
            object.properties().forEach(each -> text.append(each.name()).append(written(each.type(), seen)));
        } else if (type instanceof VariantType variants) {
            variants.variants().forEach((alias, each) -> text.append(alias).append(written(each, seen)));
        }
        return text.toString();
    }

    @Test
    void variablesOfSuperclassesAreResolved() throws Exception {
        ObjectType users = (ObjectType) reading.read(Users.class);

        assertThat(users.isOpen()).isTrue();
        assertThat(users.properties()).extracting(Property::name).containsExactly("value", "items");
        assertThat(users.properties().get(0).type().javaType()).isEqualTo(Node.class);
        assertThat(((ValueType.Mapping) users.properties().get(1).type()).value())
                .isSameAs(users.properties().get(0).type());
        assertThat(users.ignored()).containsExactly("count");
    }

    @Test
    void eachSideHasItsOwnProperties() throws Exception {
        ObjectType users = (ObjectType) writing.read(Users.class);

        assertThat(users.maker()).isEmpty();
        assertThat(users.properties()).extracting(Property::name).containsExactly("count", "value", "items");
        assertThat(users.properties()).extracting(Property::required).containsExactly(true, false, true);
        assertThat(users.properties()).extracting(Property::nillable).containsExactly(false, false, true);
    }

    @Test
    void theItemTypeOfACollectionComesFromItsSupertypes() throws Exception {
        ValueType.Mapping prices = (ValueType.Mapping) reading.read(Prices.class);

        assertThat(prices.key().javaType()).isEqualTo(String.class);
        assertThat(prices.value()).isEqualTo(new ValueType.Scalar(Integer.class, ValueType.Scalar.Kind.INTEGER));
    }

    @Test
    void subtypesContainTheirSupertype() throws Exception {
        VariantType shape = (VariantType) reading.read(Shape.class);

        assertThat(shape.key()).isEqualTo("@type");
        assertThat(shape.base()).isEmpty();
        ObjectType circle = (ObjectType) shape.variants().get("circle");
        assertThat(circle.typeKeys()).isEqualTo(Map.of("@type", "circle"));
        assertThat(circle.properties().get(1).type()).isSameAs(shape);
    }

    @Test
    void adaptersHaveTheirWireType() throws Exception {
        assertThat(reading.read(Key.class))
                .isEqualTo(new ValueType.Adapted(
                        Key.class,
                        new ValueType.Code(KeyAdapter.class, null),
                        new ValueType.Scalar(String.class, ValueType.Scalar.Kind.STRING)));
    }

    @Test
    void enumsHaveTheirNames() throws Exception {
        assertThat(((ValueType.Enumeration) reading.read(TimeUnit.class)).names())
                .startsWith("NANOSECONDS")
                .endsWith("DAYS");
    }

    @Test
    void valuesOfAnyTypeAreWritten() throws Exception {
        for (Type each : List.of(Object.class, Comparable.class, Cloneable.class)) {
            assertThat(writing.read(each)).isEqualTo(new ValueType.Anything(each));
        }
        assertThat(writing.read(Forest.class)).isInstanceOf(ValueType.Sequence.class);
    }

    static Stream<Arguments> unreadable() {
        String here = TypeReaderTest.class.getName() + "$";
        return Stream.of(
                arguments(Forest.class, here + "Forest is a collection of itself"),
                arguments(new Of(Endless.class, String.class), "nests its type arguments without end"),
                arguments(new Of(Growing.class, String.class), "nests its type arguments without end"),
                arguments(Mistaken.class, "the adapter " + here + "KeyAdapter is of " + here + "Key, and not of "),
                arguments(Foreign.class, "names java.lang.String, which is not a subtype"),
                arguments(Clash.class, here + "Clash has two properties named \"a\""),
                arguments(Two.class, here + "Two has several creators marked with @JsonbCreator"),
                arguments(Undated.class, "java.lang.String is no date, yet has a @JsonbDateFormat"),
                arguments(EnumSet.class, "does not say of which enum it is"),
                arguments(new Of(Set.class, URL.class), "would ask for the addresses of the hosts in its URLs"),
                arguments(new Of(Map.class, URL.class, String.class), "would ask for the addresses"),
                arguments(new Of(Set.class, Linked.class), "would ask for the addresses of the hosts in its URLs"),
                arguments(new Of(Set.class, new Of(Optional.class, URL.class)), "would ask for the addresses"),
                arguments(new Of(Set.class, new Of(List.class, URL.class)), "would ask for the addresses"),
                arguments(new Of(List.class, new Of(Set.class, Linked.class)), "would ask for the addresses"),
                arguments(Bookmarks.class, "in property \"links\" of " + here + "Bookmarks: java.util.Set<"),
                arguments(Nest.class, "is a set within itself, which takes too long to fill"),
                arguments(new Of(Set.class, Nest.class), "is a set within itself"),
                arguments(new Of(List.class, Around.class), "is a set within itself"),
                arguments(CopyOnWriteArraySet.class, "takes too long to fill"),
                arguments(Hashtable.class, "takes too long to fill"),
                arguments(new Of(WeakHashMap.class, String.class, String.class), "takes too long to fill"),
                arguments(new Of(Map.class, Node.class, String.class), "the key of a map is a string, which no "),
                arguments(new Of(Map.class, byte[].class, String.class), "the key of a map is a string, which no "));
    }

    @Test
    void setsNeedCheapHashCodes() throws Exception {
        for (Type each : List.of(
                Properties.class,
                Site.class,
                Sorted.class,
                new Of(Set.class, Page.class),
                new Of(Set.class, URL[].class),
                new Of(Map.class, String.class, URL.class))) {
            assertThat(reading.read(each).javaType()).isEqualTo(each);
        }
    }

    @Test
    void theNumberOfCachedClassesIsLimited() throws Exception {
        for (Side side : Side.values()) {
            TypeReader reader = new TypeReader(side, TypeRules.DEFAULT, 1);

            ValueType kept = reader.read(Folder.class);
            assertThat(reader.read(Folder.class)).isSameAs(kept);
            assertThat(reader.read(Page.class)).isNotSameAs(reader.read(Page.class));
        }
    }

    @ParameterizedTest
    @MethodSource
    void unreadable(Type type, String reason) {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> reading.read(type))
                .withMessageContaining(reason);
        // A failed type leaves nothing in the cache.
        assertThatExceptionOfType(UnbindableTypeException.class).isThrownBy(() -> reading.read(type));
    }

    private record Of(Class<?> raw, Type... arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }
}
