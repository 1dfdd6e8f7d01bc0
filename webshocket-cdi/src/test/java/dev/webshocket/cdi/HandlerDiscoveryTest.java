package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.platform.HandlerInstance;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which classes become handlers. */
class HandlerDiscoveryTest {

    @Test
    void findsHandlersAndSortsThemByName() {
        assertThat(found(Second.class, First.class, Plain.class)).containsExactly(First.class, Second.class);
    }

    @Test
    void findsNothingWhereThereIsNoHandler() {
        assertThat(found(Plain.class)).isEmpty();
    }

    @Test
    void skipsVetoedTypes() {
        assertThat(found(First.class, Refused.class)).containsExactly(First.class);
    }

    @Test
    void skipsTypesThatAnExtensionVetoes() {
        assertThat(found(new Vetoing(), First.class, Second.class)).containsExactly(Second.class);
    }

    @Test
    void skipsAlternativesThatAreNotSelected() {
        assertThat(found(First.class, NotSelected.class)).containsExactly(First.class);
    }

    @Test
    void findsASelectedAlternativeBesideTheOthers() {
        assertThat(found(First.class, Selected.class)).containsExactly(First.class, Selected.class);
    }

    @Test
    void replacesAHandlerByItsSpecialization() {
        assertThat(found(First.class, Special.class)).containsExactly(Special.class);
    }

    @Test
    void requiresTheAnnotationOnTheSubclassItself() {
        assertThat(found(Heir.class)).isEmpty();
    }

    @Test
    void ignoresProducedBeans() {
        assertThat(found(Producer.class)).isEmpty();
    }

    @Test
    void ignoresSyntheticBeans() {
        assertThat(found(new AddingABean(), Plain.class)).isEmpty();
    }

    @Test
    void honoursAnAnnotationThatAnExtensionAdds() {
        assertThat(found(new Annotating(), Plain.class)).containsExactly(Plain.class);
    }

    @Test
    void honoursTheRemovalOfTheAnnotationByAnExtension() {
        assertThat(found(new Unannotating(), First.class, Second.class)).containsExactly(Second.class);
    }

    @Test
    void obtainsASubclassAndItsParentSeparately() {
        try (TestContainer container = TestContainer.of(First.class, OtherFirst.class)) {
            FakeConnection connection = new FakeConnection("1");

            HandlerInstance parent = container.obtain(First.class, connection);
            HandlerInstance child = container.obtain(OtherFirst.class, connection);

            String parentName = container.call(connection, () -> ((First) parent.reference()).name());
            String childName = container.call(connection, () -> ((First) child.reference()).name());
            assertThat(List.of(parentName, childName)).containsExactly("first", "other");
        }
    }

    private static List<Class<?>> found(Class<?>... beans) {
        try (TestContainer container = TestContainer.of(beans)) {
            return container.environment().handlers();
        }
    }

    private static List<Class<?>> found(Extension extension, Class<?>... beans) {
        try (TestContainer container =
                TestContainer.start(TestContainer.weld(beans).addExtension(extension))) {
            return container.environment().handlers();
        }
    }

    @WebSocketHandler("/ws")
    public static class First {
        @RpcMethod("first")
        public String name() {
            return "first";
        }
    }

    @WebSocketHandler("/ws")
    public static class Second {
        @RpcMethod("second")
        public String name() {
            return "second";
        }
    }

    public static class Plain {}

    @Vetoed
    @WebSocketHandler("/ws")
    public static class Refused {}

    @Alternative
    @WebSocketHandler("/ws")
    public static class NotSelected {}

    @Alternative
    @Priority(1)
    @WebSocketHandler("/ws")
    public static class Selected {}

    @Specializes
    @WebSocketHandler("/ws")
    public static class Special extends First {}

    @WebSocketHandler("/other")
    public static class OtherFirst extends First {
        @Override
        @RpcMethod("first")
        public String name() {
            return "other";
        }
    }

    @Dependent
    public static class Heir extends First {}

    @Dependent
    public static class Producer {
        @Produces
        First first() {
            return new First();
        }
    }

    public static class Vetoing implements Extension {
        void veto(@Observes ProcessAnnotatedType<First> event) {
            event.veto();
        }
    }

    public static class AddingABean implements Extension {
        void add(@Observes AfterBeanDiscovery event) {
            event.addBean().addType(First.class).createWith(creation -> new First());
        }
    }

    public static class Annotating implements Extension {
        void add(@Observes ProcessAnnotatedType<Plain> event) {
            event.configureAnnotatedType().add(First.class.getAnnotation(WebSocketHandler.class));
        }
    }

    public static class Unannotating implements Extension {
        void remove(@Observes ProcessAnnotatedType<First> event) {
            event.configureAnnotatedType().remove(annotation -> annotation instanceof WebSocketHandler);
        }
    }
}
