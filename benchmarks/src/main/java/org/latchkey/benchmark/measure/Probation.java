package org.latchkey.benchmark.measure;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.latchkey.benchmark.contender.Login;

/** Whether a contender does the work at all: only who does is timed. */
final class Probation {
    private static final int SAMPLE = 10;

    private Probation() {}

    /** Why it must not take part, if it must not. */
    static Optional<String> refusal(Login login, List<Person> people) {
        for (Person person : people.subList(0, Math.min(SAMPLE, people.size()))) {
            String failure = Load.failure(login, person);
            if (failure != null) {
                return Optional.of(failure);
            }
        }
        return acceptsAnything(login, people.get(0));
    }

    private static Optional<String> acceptsAnything(Login login, Person person) {
        try {
            Collection<String> roles = login.attempt(person.uid(), person.password() + "-wrong");
            return roles == null ? Optional.empty() : Optional.of("it accepts a wrong password");
        } catch (Exception e) {
            return Optional.of("it cannot refuse a wrong password: " + e);
        }
    }
}
