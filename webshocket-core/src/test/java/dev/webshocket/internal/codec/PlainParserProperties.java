package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The parser of a tree behaves like a parser of the tree's JSON text. */
class PlainParserProperties {

    private final JsonProvider provider = JsonProvider.provider();

    @Provide
    Arbitrary<Object> trees() {
        return PlainValues.trees(PlainValues.sharedScalars()).map(Collections::singletonList);
    }

    @Property(tries = 200)
    void eventsAreThoseOfARealParser(@ForAll("trees") Object tree) {
        assertThat(events(new PlainParser(tree, provider))).isEqualTo(events(parserOfJson(tree)));
    }

    @Property(tries = 200)
    void valuesAreThoseOfARealParser(@ForAll("trees") Object tree, @ForAll @IntRange(max = 10) int before) {
        assertThat(valueAfter(before, new PlainParser(tree, provider)))
                .isEqualTo(valueAfter(before, parserOfJson(tree)));
    }

    @Property(tries = 200)
    void skippingEndsAsInARealParser(@ForAll("trees") Object tree, @ForAll @IntRange(max = 10) int before) {
        assertThat(skippedAfter(before, new PlainParser(tree, provider)))
                .isEqualTo(skippedAfter(before, parserOfJson(tree)));
    }

    private JsonParser parserOfJson(Object tree) {
        return provider.createParser(new StringReader(new String(EachEncoding.JSON.bytes(tree), UTF_8)));
    }

    private static List<String> events(JsonParser parser) {
        List<String> events = new ArrayList<>();
        while (parser.hasNext()) {
            Event event = parser.next();
            boolean hasText = event == Event.KEY_NAME || event == Event.VALUE_STRING || event == Event.VALUE_NUMBER;
            events.add(event + (hasText ? " " + parser.getString() : ""));
        }
        return events;
    }

    /** Reads the value after a number of events, and then the remaining events. */
    private static List<Object> valueAfter(int before, JsonParser parser) {
        Event event = advance(before, parser);
        List<Object> result = new ArrayList<>();
        if (event != Event.END_ARRAY && event != Event.END_OBJECT) {
            result.add(parser.getValue().toString());
        }
        result.addAll(events(parser));
        return result;
    }

    private static List<String> skippedAfter(int before, JsonParser parser) {
        advance(before, parser);
        parser.skipArray();
        parser.skipObject();
        return events(parser);
    }

    /** Does not call hasNext after the last event, since Parsson forgets the value then. */
    private static Event advance(int before, JsonParser parser) {
        Event event = parser.next();
        for (int left = before; left > 0 && event != Event.END_ARRAY && event != Event.END_OBJECT; left--) {
            event = parser.next();
        }
        return event;
    }
}
