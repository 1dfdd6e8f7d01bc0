package dev.webshocket.internal.codec;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** The classes of {@code java.sql}, separate because their module may be absent. */
final class SqlDates {

    static final Temporals DATE = Temporals.of(Date.class, DateTimeFormatter.ISO_DATE, SqlDates::date);

    static final Temporals TIMESTAMP = Temporals.moment(
            Timestamp.class, DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneId.of("UTC")), SqlDates::timestamp);

    private SqlDates() {}

    private static Date date(TemporalAccessor read) {
        LocalDate day = LocalDate.from(read);
        requireMillis(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return Date.valueOf(day);
    }

    private static Timestamp timestamp(TemporalAccessor read) {
        Instant instant = Instant.from(read);
        requireMillis(instant);
        return Timestamp.from(instant);
    }

    /** The classes of {@code java.sql} do not check their range. */
    private static void requireMillis(Instant moment) {
        if (!Instant.ofEpochMilli(moment.toEpochMilli()).equals(moment.truncatedTo(ChronoUnit.MILLIS))) {
            throw new DateTimeException("beyond the range of milliseconds");
        }
    }

    static TemporalAccessor day(Object value) {
        return ((Date) value).toLocalDate().atStartOfDay(ZoneOffset.UTC);
    }
}
