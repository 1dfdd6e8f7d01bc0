package dev.webshocket.internal.codec;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** The date classes from before {@code java.time}, as JSON-B maps them. */
final class OldDates {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ISO_DATE_TIME.withZone(UTC);

    /** A date or an instant; JSON-B writes only the date if a calendar has no time. */
    private static final DateTimeFormatter DAY_OR_MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalEnd()
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .toFormatter();

    /** Not shared, so it never changes. */
    private static final GregorianCalendar PROLEPTIC = GregorianCalendar.from(Instant.EPOCH.atZone(UTC));

    private OldDates() {}

    static Temporals of(Class<?> type) {
        // java.sql may be absent.
        return switch (type.getName()) {
            case "java.sql.Date" -> SqlDates.DATE;
            case "java.sql.Timestamp" -> SqlDates.TIMESTAMP;
            case "java.util.Calendar", "java.util.GregorianCalendar" ->
                Temporals.moment(type, DAY_OR_MOMENT, read -> calendar(momentOf(read)));
            case "java.util.Date" -> Temporals.moment(type, MOMENT, read -> Date.from(Instant.from(read)));
            default -> ofSubtype(type);
        };
    }

    /** Values are written by their own class, which may be a subclass. */
    private static Temporals ofSubtype(Class<?> type) {
        if (Date.class.isAssignableFrom(type)) {
            return of(type.getSuperclass());
        }
        return Calendar.class.isAssignableFrom(type)
                ? of(Calendar.class)
                : Temporals.moment(type, DAY_OR_MOMENT, xmlCalendars());
    }

    /** Looks the factory up once, which takes longer than creating many calendars; the JDK's has no state. */
    private static TemporalQuery<XMLGregorianCalendar> xmlCalendars() {
        try {
            DatatypeFactory factory = DatatypeFactory.newInstance();
            return read -> factory.newXMLGregorianCalendar(calendar(momentOf(read)));
        } catch (DatatypeConfigurationException e) {
            throw new IllegalArgumentException("no XMLGregorianCalendar can be made", e);
        }
    }

    /** As {@link GregorianCalendar#from} does, but faster: that copies the calendar for each change. */
    private static GregorianCalendar calendar(ZonedDateTime moment) {
        GregorianCalendar calendar = (GregorianCalendar) PROLEPTIC.clone();
        calendar.setTimeZone(TimeZone.getTimeZone(moment.getZone()));
        try {
            calendar.setTimeInMillis(moment.toInstant().toEpochMilli());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(e);
        }
        return calendar;
    }

    private static ZonedDateTime momentOf(TemporalAccessor read) {
        LocalTime time = read.query(TemporalQueries.localTime());
        ZoneId zone = read.query(TemporalQueries.zone());
        return LocalDate.from(read)
                .atTime(time == null ? LocalTime.MIDNIGHT : time)
                .atZone(zone == null ? UTC : zone);
    }

    /** Converts a value to its {@code java.time} class. */
    static TemporalAccessor accessor(Object value) {
        if (value instanceof TemporalAccessor accessor) {
            return accessor;
        }
        if (value instanceof GregorianCalendar calendar) {
            return calendar.toZonedDateTime();
        }
        if (value instanceof Calendar calendar) {
            return ZonedDateTime.ofInstant(
                    calendar.toInstant(), calendar.getTimeZone().toZoneId());
        }
        if (value instanceof XMLGregorianCalendar calendar) {
            return calendar.toGregorianCalendar().toZonedDateTime();
        }
        return value.getClass().getName().equals("java.sql.Date")
                ? SqlDates.day(value)
                : ((Date) value).toInstant().atZone(UTC);
    }
}
