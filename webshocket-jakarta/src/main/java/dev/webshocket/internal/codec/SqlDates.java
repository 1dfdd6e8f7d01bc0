package dev.webshocket.internal.codec;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** The classes of {@code java.sql}, apart from the others because their module need not be there. */
final class SqlDates {

    static final Temporals DATE =
            Temporals.of(Date.class, DateTimeFormatter.ISO_DATE, read -> Date.valueOf(LocalDate.from(read)));

    static final Temporals TIMESTAMP = Temporals.moment(
            Timestamp.class,
            DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneId.of("UTC")),
            read -> Timestamp.from(Instant.from(read)));

    private SqlDates() {}

    static TemporalAccessor day(Object value) {
        return ((Date) value).toLocalDate().atStartOfDay(ZoneOffset.UTC);
    }
}
