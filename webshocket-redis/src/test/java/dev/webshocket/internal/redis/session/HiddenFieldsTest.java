package dev.webshocket.internal.redis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attributes of classes whose fields JSON-B does not see. */
class HiddenFieldsTest {

    private final AttributeCodec codec = new AttributeCodec(getClass().getClassLoader(), new JsonbConfig());

    /** Has a property, so that its JSON comes back as it was. */
    public static class Named {

        public String name = "n";
    }

    public static class WithNumber extends Named {

        private int number;
    }

    /** The field is one of its superclass. */
    public static class Inheriting extends WithNumber {

        public int pages;
    }

    public static class WithText extends Named {

        String text;
    }

    public static class WithCount extends Named {

        private final AtomicInteger count = new AtomicInteger();
    }

    public static class WithList extends Named {

        private final List<String> list = new ArrayList<>();
    }

    public static class WithMap extends Named {

        private final Map<String, String> map = new HashMap<>();
    }

    public static class WithArray extends Named {

        protected int[] array = {};
    }

    /** What need not come back. */
    public static class Harmless extends Named {

        private static int made;

        private final Object lock = new Object();
        private final ReentrantLock fair = new ReentrantLock(true);
        private transient int cached;

        @JsonbTransient
        private int left;

        public Harmless() {
            made++;
        }
    }

    /** Its field comes back by a property of another name. */
    public static class Purse {

        private int cents;

        public int getAmount() {
            return cents;
        }

        public void setAmount(int amount) {
            cents = amount;
            whenSet.run();
        }
    }

    private static volatile Runnable whenSet = () -> {};

    @AfterEach
    void close() throws Exception {
        whenSet = () -> {};
        codec.close();
    }

    static Stream<Object> lossy() {
        WithNumber number = new WithNumber();
        number.number = 3;
        Inheriting inheriting = new Inheriting();
        ((WithNumber) inheriting).number = 4;
        WithText text = new WithText();
        text.text = "t";
        WithCount count = new WithCount();
        count.count.set(5);
        WithList list = new WithList();
        list.list.add("e");
        WithMap map = new WithMap();
        map.map.put("k", "v");
        WithArray array = new WithArray();
        array.array = new int[] {6};
        return Stream.of(number, inheriting, text, count, list, map, array);
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void aValueOfWhichAFieldWouldBeLostIsNotWritten(Object value) throws Exception {
        // One that has nothing to lose does not vouch for others of its class.
        Object empty = value.getClass().getConstructor().newInstance();
        codec.read(codec.write(empty));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> codec.write(value))
                    .isInstanceOf(UnwritableException.class)
                    .hasMessageContaining("does not see its field ")
                    .hasMessageContaining("or to be transient");
        }
        // A class is written or not, as the log tells once.
        assertThatThrownBy(() -> codec.write(empty)).isInstanceOf(UnwritableException.class);
    }

    @Test
    void whatNeedNotComeBackIsNoLoss() throws Exception {
        Harmless value = new Harmless();
        value.name = "x";
        value.cached = 1;
        value.left = 2;
        value.fair.lock();
        Harmless again = (Harmless) codec.read(codec.write(value));
        assertThat(again.name).isEqualTo("x");
        assertThat(again.lock).isNotSameAs(value.lock);
        assertThat(again.cached + again.left).isZero();
        assertThat(Harmless.made).isGreaterThan(1);
    }

    @Test
    void aFieldMayComeBackByAPropertyOfAnotherName() throws Exception {
        Purse purse = new Purse();
        purse.cents = 7;
        assertThat(((Purse) codec.read(codec.write(purse))).cents).isEqualTo(7);
    }

    @Test
    void aFieldThatTheApplicationMakesVisibleComesBack() throws Exception {
        PropertyVisibilityStrategy all = new PropertyVisibilityStrategy() {

            @Override
            public boolean isVisible(Field field) {
                return true;
            }

            @Override
            public boolean isVisible(Method method) {
                return true;
            }
        };
        WithNumber value = new WithNumber();
        value.number = 8;
        JsonbConfig config = new JsonbConfig().withPropertyVisibilityStrategy(all);
        try (AttributeCodec own = new AttributeCodec(getClass().getClassLoader(), config)) {
            assertThat(((WithNumber) own.read(own.write(value))).number).isEqualTo(8);
        }
    }

    /** The value is written again later. */
    @Test
    void aChangeMeanwhileIsNoLoss() throws Exception {
        Purse purse = new Purse();
        purse.cents = 9;
        whenSet = () -> purse.cents = 10;
        assertThatThrownBy(() -> codec.write(purse)).isInstanceOf(ConcurrentModificationException.class);
        whenSet = () -> {};
        assertThat(((Purse) codec.read(codec.write(purse))).cents).isEqualTo(10);
    }
}
