package dev.webshocket.internal.redis.session;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The classes of the JDK whose values have a text, beside those that JSON has itself. Immutable. */
final class PlainTypes {

    private record Form<T>(Class<T> type, Function<T, String> write, Function<String, T> read) {

        String text(Object value) {
            return write.apply(type.cast(value));
        }
    }

    private final Map<String, Form<?>> forms = new HashMap<>();

    PlainTypes() {
        add(Byte.class, Byte::valueOf);
        add(Short.class, Short::valueOf);
        add(Long.class, Long::valueOf);
        add(Float.class, Float::valueOf);
        add(Double.class, Double::valueOf);
        add(Character.class, PlainTypes::character);
        add(BigInteger.class, BigInteger::new);
        add(BigDecimal.class, BigDecimal::new);
        add(AtomicInteger.class, text -> new AtomicInteger(Integer.parseInt(text)));
        add(AtomicLong.class, text -> new AtomicLong(Long.parseLong(text)));
        add(UUID.class, UUID::fromString);
        add(URI.class, URI::create);
        add(Instant.class, Instant::parse);
        add(Duration.class, Duration::parse);
        add(Period.class, Period::parse);
        add(LocalDate.class, LocalDate::parse);
        add(LocalTime.class, LocalTime::parse);
        add(LocalDateTime.class, LocalDateTime::parse);
        add(OffsetDateTime.class, OffsetDateTime::parse);
        add(ZonedDateTime.class, ZonedDateTime::parse);
        add(Date.class, date -> String.valueOf(date.getTime()), text -> new Date(Long.parseLong(text)));
        add(byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private <T> void add(Class<T> type, Function<String, T> read) {
        add(type, String::valueOf, read);
    }

    private <T> void add(Class<T> type, Function<T, String> write, Function<String, T> read) {
        forms.put(type.getName(), new Form<>(type, write, read));
    }

    /** Returns the text of a value; null if its class is none of these. */
    String text(Object value) {
        Form<?> form = forms.get(value.getClass().getName());
        // A class of the application might have the name of one of these only in theory.
        return form == null || form.type() != value.getClass() ? null : form.text(value);
    }

    boolean has(String name) {
        return forms.containsKey(name);
    }

    /**
     * Reads a value.
     *
     * @throws RuntimeException if the text is not one of this class
     */
    Object read(String name, String text) {
        return forms.get(name).read().apply(text);
    }
}
