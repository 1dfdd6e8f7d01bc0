package dev.webshocket.internal.types;

import dev.webshocket.internal.types.ValueType.Scalar.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Enumeration;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/** The classes of the JDK in JSON-B 3.0, section 3, except collections, maps, optional values and JSON-P. */
final class JdkClasses {

    private static final Map<Class<?>, Kind> SCALARS = Map.ofEntries(
            Map.entry(boolean.class, Kind.BOOLEAN),
            Map.entry(Boolean.class, Kind.BOOLEAN),
            Map.entry(byte.class, Kind.INTEGER),
            Map.entry(Byte.class, Kind.INTEGER),
            Map.entry(short.class, Kind.INTEGER),
            Map.entry(Short.class, Kind.INTEGER),
            Map.entry(int.class, Kind.INTEGER),
            Map.entry(Integer.class, Kind.INTEGER),
            Map.entry(long.class, Kind.INTEGER),
            Map.entry(Long.class, Kind.INTEGER),
            Map.entry(BigInteger.class, Kind.INTEGER),
            Map.entry(float.class, Kind.NUMBER),
            Map.entry(Float.class, Kind.NUMBER),
            Map.entry(double.class, Kind.NUMBER),
            Map.entry(Double.class, Kind.NUMBER),
            Map.entry(BigDecimal.class, Kind.NUMBER),
            Map.entry(Number.class, Kind.NUMBER),
            Map.entry(char.class, Kind.CHARACTER),
            Map.entry(Character.class, Kind.CHARACTER),
            Map.entry(String.class, Kind.STRING),
            Map.entry(CharSequence.class, Kind.STRING),
            Map.entry(byte[].class, Kind.BINARY));

    private static final Set<Class<?>> TEMPORALS = Set.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            YearMonth.class,
            MonthDay.class,
            Date.class,
            Calendar.class,
            GregorianCalendar.class);

    /** By name, because their modules may be absent. */
    private static final Set<String> FURTHER_TEMPORALS =
            Set.of("java.sql.Date", "java.sql.Timestamp", "javax.xml.datatype.XMLGregorianCalendar");

    private static final Set<Class<?>> TEXTS = Set.of(
            Duration.class,
            Period.class,
            ZoneId.class,
            ZoneOffset.class,
            URI.class,
            URL.class,
            UUID.class,
            Path.class,
            TimeZone.class,
            SimpleTimeZone.class);

    /** Interfaces that a supported class may implement, but that are not supported as types. */
    private static final Set<Class<?>> NO_VALUES = Set.of(
            BaseStream.class,
            Stream.class,
            Iterator.class,
            Enumeration.class,
            Map.Entry.class,
            Future.class,
            CompletionStage.class,
            Flow.Publisher.class);

    private JdkClasses() {}

    /**
     * Returns the scalar type of a class, or null.
     *
     * @param dates the format of dates and times
     */
    static ValueType single(Class<?> type, Side side, ValueType.Format dates) {
        Kind kind = SCALARS.get(type);
        if (kind != null) {
            return new ValueType.Scalar(type, kind);
        }
        if (isTemporal(type)) {
            return new ValueType.Temporal(type, dates);
        }
        if (TEXTS.contains(type)) {
            return new ValueType.Text(type);
        }
        return side == Side.WRITE ? subtype(type, dates) : null;
    }

    private static ValueType subtype(Class<?> type, ValueType.Format dates) {
        if (Number.class.isAssignableFrom(type)) {
            return new ValueType.Scalar(type, Kind.NUMBER);
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return new ValueType.Scalar(type, Kind.STRING);
        }
        boolean date = Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type);
        if (date || hasSupertype(type, FURTHER_TEMPORALS)) {
            return new ValueType.Temporal(type, dates);
        }
        return TEXTS.stream().anyMatch(text -> text.isAssignableFrom(type)) ? new ValueType.Text(type) : null;
    }

    private static boolean isTemporal(Class<?> type) {
        return TEMPORALS.contains(type) || FURTHER_TEMPORALS.contains(type.getName());
    }

    private static boolean hasSupertype(Class<?> type, Set<String> names) {
        return type != null && (names.contains(type.getName()) || hasSupertype(type.getSuperclass(), names));
    }

    /** Whether a class comes with Java itself. */
    static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Whether another type of the JDK may have values on the wire. */
    static boolean mayHaveValues(Class<?> type) {
        // A raw EnumMap or a bound has no more precise type of keys.
        return type == Enum.class
                || (type.isInterface()
                        && !type.isAnnotationPresent(FunctionalInterface.class)
                        && NO_VALUES.stream().noneMatch(each -> each.isAssignableFrom(type)));
    }
}
