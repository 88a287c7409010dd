package org.latchkey;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ietf.jgss.GSSCredential;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Credentials.Known;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.LoginTrace;
import org.latchkey.auth.Origin;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;

/**
 * When the user of a live session is asked about again, and what the answer means for the session
 * ({@code rolesRefreshInterval}, {@code rolesMaxAge}). The rules alone: it asks nobody and keeps nothing.
 *
 * <p>A principal says by its attribute {@value #AS_OF} when it was true, in UTC as ISO 8601 writes it. That is the time of
 * day, since it must mean the same on another machine; a time that is still to come counts as old. Immutable.
 *
 * @param interval after how long a user is asked about again
 * @param maxAge how old a principal may get while nobody answers, or {@code null} for as old as its session
 */
public record SessionCheck(Duration interval, @Nullable Duration maxAge) {

    /** The attribute that says when a principal was true. */
    public static final String AS_OF = "ldap.asOf";

    private static final String ID = "ldap.id";
    private static final String DN = "ldap.dn";
    private static final String TYPED = "ldap.username";

    /** What only a bind tells, and a look-up does not take back. */
    private static final Set<String> TOLD_BY_BINDS = Set.of("ldap.passwordExpiresInDays", "ldap.graceLogins");

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Checks that there is an interval. */
    public SessionCheck {
        Objects.requireNonNull(interval, "interval");
    }

    /**
     * What a configuration wants.
     *
     * @param values its values
     * @return the rules, or empty where sessions keep what they began with
     */
    public static Optional<SessionCheck> of(ConfigValues values) {
        return time(values, ConfigKey.ROLES_REFRESH_INTERVAL)
                .map(interval -> new SessionCheck(
                        interval, time(values, ConfigKey.ROLES_MAX_AGE).orElse(null)));
    }

    private static Optional<Duration> time(ConfigValues values, ConfigKey key) {
        return values.text(key).map(given -> values.duration(key));
    }

    /**
     * Notes when a principal was true.
     *
     * @param user the principal
     * @param asOf when the question was put to which it is the answer
     * @return the same user with the time, in the place of another that was there
     */
    public static DirectoryPrincipal stamped(DirectoryPrincipal user, Instant asOf) {
        Map<String, Object> attributes = new LinkedHashMap<>(user.attributes());
        attributes.put(AS_OF, asOf.truncatedTo(ChronoUnit.MILLIS).toString());
        return new DirectoryPrincipal(user.getName(), user.roles(), attributes);
    }

    /**
     * Whether a user is one whom an engine has let in and a door has noted: others are not asked about.
     *
     * @param attributes the principal's attributes
     * @return whether {@value #AS_OF} is there
     */
    public static boolean isNoted(Map<String, ?> attributes) {
        return attributes.get(AS_OF) instanceof String;
    }

    /**
     * Whether a user is to be asked about.
     *
     * @param attributes the principal's attributes
     * @param now the time of day
     * @return true when it was noted, and that is at least the interval ago, or in the future, or no time at all
     */
    public boolean isDue(Map<String, ?> attributes, Instant now) {
        return isNoted(attributes)
                && age(attributes, now)
                        .filter(age -> !age.isNegative() && age.compareTo(interval) < 0)
                        .isEmpty();
    }

    private static Optional<Duration> age(Map<String, ?> attributes, Instant now) {
        try {
            return Optional.of(Duration.between(Instant.parse(String.valueOf(attributes.get(AS_OF))), now));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /**
     * How long nobody is asked about a user again after there was no answer.
     *
     * @return the interval, or ten seconds where that is longer
     */
    public Duration pause() {
        return interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE;
    }

    /**
     * What the engine is to be asked.
     *
     * @param user the user of the session
     * @param delegated the Kerberos credential that the session has, or {@code null}
     * @param origin where the request comes from
     * @param deadline when the answer is due
     * @return the question
     */
    public static LoginRequest question(
            DirectoryPrincipal user, @Nullable GSSCredential delegated, Origin origin, Deadline deadline) {
        String typed = user.attributes().get(TYPED) instanceof String text ? text : user.getName();
        return new LoginRequest(new Known(user.getName(), delegated), typed, origin, deadline, new LoginTrace());
    }

    /**
     * What an answer means for the session.
     *
     * @param user the user of the session
     * @param answer the engine's
     * @param asked when it was asked
     * @return go on with what the directory says now, go on unchanged, or end
     */
    public SessionVerdict<DirectoryPrincipal> verdict(
            DirectoryPrincipal user, AuthenticationResult answer, Instant asked) {
        return answer.fold(
                authenticated -> succession(user, authenticated.principal(), asked),
                rejected -> new SessionVerdict.End<>(rejected.reason().toString()),
                unavailable -> withoutAnswer(user, asked));
    }

    /**
     * What it means for the session that there was no answer.
     *
     * @param user the user of the session
     * @param now the time of day
     * @return go on unchanged, or end where the user is too old
     */
    public SessionVerdict<DirectoryPrincipal> withoutAnswer(DirectoryPrincipal user, Instant now) {
        boolean tooOld = maxAge != null
                && age(user.attributes(), now)
                        .filter(age -> age.abs().compareTo(maxAge) < 0)
                        .isEmpty();
        return tooOld
                ? new SessionVerdict.End<>("no answer of the directory for longer than rolesMaxAge")
                : new SessionVerdict.Keep<>();
    }

    private static SessionVerdict<DirectoryPrincipal> succession(
            DirectoryPrincipal user, DirectoryPrincipal found, Instant asked) {
        if (!user.getName().equals(found.getName()) || !isSameEntry(user.attributes(), found.attributes())) {
            return new SessionVerdict.End<>("another entry bears the name now");
        }
        Map<String, Object> told = new HashMap<>(user.attributes());
        told.keySet().retainAll(TOLD_BY_BINDS);
        return new SessionVerdict.Replace<>(stamped(found.with(told, List.of()), asked));
    }

    /** By the id where both have one, which outlives a new name; else by the DN, which nobody else is given unnoticed. */
    private static boolean isSameEntry(Map<String, Object> user, Map<String, Object> found) {
        Object id = user.get(ID);
        if (id != null && found.get(ID) != null) {
            return id.equals(found.get(ID));
        }
        Object dn = user.get(DN);
        return dn == null || Dn.tryParse(String.valueOf(dn)).equals(Dn.tryParse(String.valueOf(found.get(DN))));
    }
}
