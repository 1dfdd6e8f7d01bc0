package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.ValueType.Format;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;

/**
 * One class of dates or times in one format, as JSON-B 3.0, section 3.5 has them. Immutable.
 *
 * @param type its simple name
 * @param parser reads and writes its text
 * @param query creates a value from the parsed fields
 * @param millis whether it is a number of milliseconds
 * @param moment whether it is an instant, for which a MessagePack timestamp is accepted like text
 */
record Temporals(String type, DateTimeFormatter parser, TemporalQuery<?> query, boolean millis, boolean moment) {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String TIMESTAMP = "timestamp";

    /** The JSON-B format of each class of {@code java.time}. */
    private static final Map<Class<?>, Temporals> DEFAULTS = Map.of(
            Instant.class, new Temporals(TIMESTAMP, DateTimeFormatter.ISO_INSTANT, Instant::from, false, true),
            LocalDate.class, of(LocalDate.class, DateTimeFormatter.ISO_LOCAL_DATE, LocalDate::from),
            LocalDateTime.class, of(LocalDateTime.class, DateTimeFormatter.ISO_LOCAL_DATE_TIME, LocalDateTime::from),
            LocalTime.class, of(LocalTime.class, DateTimeFormatter.ISO_LOCAL_TIME, LocalTime::from),
            OffsetDateTime.class,
                    moment(OffsetDateTime.class, DateTimeFormatter.ISO_OFFSET_DATE_TIME, OffsetDateTime::from),
            OffsetTime.class, of(OffsetTime.class, DateTimeFormatter.ISO_OFFSET_TIME, OffsetTime::from),
            ZonedDateTime.class,
                    moment(ZonedDateTime.class, DateTimeFormatter.ISO_ZONED_DATE_TIME, ZonedDateTime::from),
            YearMonth.class, of(YearMonth.class, DateTimeFormatter.ofPattern("uuuu-MM"), YearMonth::from),
            MonthDay.class, of(MonthDay.class, DateTimeFormatter.ofPattern("--MM-dd"), MonthDay::from));

    static Temporals of(Class<?> type, DateTimeFormatter parser, TemporalQuery<?> query) {
        return new Temporals(type.getSimpleName(), parser, query, false, false);
    }

    static Temporals moment(Class<?> type, DateTimeFormatter parser, TemporalQuery<?> query) {
        return new Temporals(type.getSimpleName(), parser, query, false, true);
    }

    /**
     * Finds how a class is formatted.
     *
     * @throws IllegalArgumentException if the format is invalid, or does not fit the class
     */
    static Temporals of(Class<?> type, Format format) {
        Temporals own = DEFAULTS.get(type);
        if (own == null) {
            own = OldDates.of(type);
        }
        if (format.isDefault()) {
            return own;
        }
        if (format.isMillis()) {
            if (type == LocalTime.class
                    || type == OffsetTime.class
                    || type == MonthDay.class
                    || type == YearMonth.class) {
                throw new IllegalArgumentException("no " + type.getSimpleName() + " is a number of milliseconds");
            }
            return new Temporals(own.type, own.parser, own.query, true, own.moment);
        }
        Locale locale =
                format.locale().equals("##default") ? Locale.getDefault() : Locale.forLanguageTag(format.locale());
        DateTimeFormatter parser = DateTimeFormatter.ofPattern(format.pattern(), locale);
        // An instant needs a zone if its format has none; an offset cannot be supplied this way.
        boolean zoned = own.moment && type != OffsetDateTime.class && !Calendar.class.isAssignableFrom(type);
        return new Temporals(own.type, zoned ? parser.withZone(UTC) : parser, own.query, false, own.moment);
    }

    Object read(Object plain) throws UnfitValueException {
        if (millis) {
            return fromMillis(plain);
        }
        if (moment && plain instanceof Instant instant) {
            // Some are beyond the years of the other classes.
            return type.equals(TIMESTAMP) ? instant : query(instant, plain);
        }
        if (!(plain instanceof String text)) {
            throw Described.unfit(plain, type);
        }
        try {
            return parser.parse(text, query);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new UnfitValueException("the string is no " + type);
        }
    }

    private Object fromMillis(Object plain) throws UnfitValueException {
        long number = NumberReaders.toLong(plain);
        return query(Instant.ofEpochMilli(number), plain);
    }

    private Object query(Instant instant, Object plain) throws UnfitValueException {
        try {
            return ZonedDateTime.ofInstant(instant, UTC).query(query);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw Described.unfit(plain, type);
        }
    }

    /** Returns the plain value: a string, or the number of milliseconds. */
    Object write(Object value) {
        try {
            return millis ? (Object) millisOf(value) : parser.format(OldDates.accessor(value));
        } catch (DateTimeException | ArithmeticException e) {
            throw new EncodingException("a " + type + " has no form on the wire", e);
        }
    }

    private static long millisOf(Object value) {
        TemporalAccessor accessor = OldDates.accessor(value);
        if (accessor instanceof LocalDate day) {
            return day.atStartOfDay(UTC).toInstant().toEpochMilli();
        }
        if (accessor instanceof LocalDateTime local) {
            return local.atZone(UTC).toInstant().toEpochMilli();
        }
        return Instant.from(accessor).toEpochMilli();
    }
}
