package org.latchkey.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latchkey.it.faults.FaultRow;

/** Who looks at the time of day, which may be set: nobody who decides how long something lasts. */
@FaultRow(28)
class WallClockIT {
    private static final Set<String> DATES = Set.of(Date.class.getName(), Calendar.class.getName());

    @Test
    void only_what_tells_an_administrator_of_dates_looks_at_the_time_of_day() {
        assertThat(lookingAtTheClock("org.latchkey.internal.connection"))
                .as("each for a since that is shown and never compared")
                .containsExactlyInAnyOrder("ContactNote", "Server");
        assertThat(lookingAtTheClock("org.latchkey.internal.jndi"))
                .as("to tell whether a certificate is too old or too new")
                .containsExactly("RefusedCertificate");
        assertThat(lookingAtTheClock("org.latchkey.internal.guard")).isEmpty();
        assertThat(lookingAtTheClock("org.latchkey.auth")).isEmpty();
        assertThat(lookingAtTheClock("org.latchkey.internal.inspect")).isEmpty();
        assertThat(lookingAtTheClock("org.latchkey.internal.admission"))
                .as("the end of an account is a date, told by a clock that is handed in")
                .isEmpty();
    }

    private static Stream<String> lookingAtTheClock(String room) {
        var classes = new ClassFileImporter().importPackages(room);
        assertThat(classes).as("classes of %s", room).isNotEmpty();
        return classes.stream()
                .filter(type -> type.getAccessesFromSelf().stream().anyMatch(WallClockIT::looksAtTheClock))
                .map(WallClockIT::outermost)
                .map(JavaClass::getSimpleName)
                .distinct();
    }

    private static boolean looksAtTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return switch (access.getName()) {
            case "currentTimeMillis" -> owner.equals(System.class.getName());
            case "now" -> owner.startsWith("java.time.");
            case "<init>", "getInstance" -> DATES.contains(owner);
            case "systemUTC", "systemDefaultZone", "system", "tickMillis" -> owner.equals(Clock.class.getName());
            default -> false;
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(WallClockIT::outermost).orElse(type);
    }
}
