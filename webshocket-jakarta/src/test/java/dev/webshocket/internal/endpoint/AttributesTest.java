package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.webshocket.internal.state.InMemorySessionStates;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/** The life time of attributes. */
class AttributesTest {

    private final InMemorySessionStates states = new InMemorySessionStates();
    private final Attributes attributes = new Attributes(states, "uid", null);

    @Test
    void attributesStayUntilTheEnd() {
        attributes.set("a", 1);
        attributes.set("b", 2);
        attributes.set("b", null);
        assertThat(attributes.live()).containsOnlyKeys("a").containsEntry("a", 1);
        assertThatNullPointerException().isThrownBy(() -> attributes.set(null, 1));

        attributes.end();
        assertThat(attributes.live()).isEmpty();
        assertThat(states.size()).isZero();
    }

    @Test
    void setHasNoEffectAfterTheEnd() {
        attributes.end();
        attributes.set("a", 1);
        attributes.set("b", null);
        assertThat(attributes.live()).isEmpty();
    }

    @Test
    void attributesThatAreSetDuringTheEndDoNotStay() {
        Attributes[] ending = new Attributes[1];
        ending[0] = new Attributes(
                new InMemorySessionStates() {
                    @Override
                    public ConcurrentMap<String, Object> begin(String uid) {
                        return new ConcurrentHashMap<>() {
                            @Override
                            public Object put(String name, Object value) {
                                ending[0].end();
                                return super.put(name, value);
                            }
                        };
                    }
                },
                "uid",
                null);
        ending[0].set("a", 1);
        assertThat(ending[0].live()).isEmpty();
    }
}
