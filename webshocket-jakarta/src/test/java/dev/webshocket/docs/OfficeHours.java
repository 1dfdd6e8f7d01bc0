package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.Predicates;
import dev.webshocket.Rule;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;

// region rule
public class OfficeHours implements Rule {

    private final Clock clock = Clock.system(ZoneOffset.UTC);

    @Override
    public Predicate<ClientConnection> predicate() {
        return Predicates.any(Predicates.is("on_call"), connection -> isOpen(LocalTime.now(clock)));
    }

    private static boolean isOpen(LocalTime time) {
        return time.getHour() >= 9 && time.getHour() < 17;
    }
}
// endregion
