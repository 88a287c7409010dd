package org.latchkey.internal.guard;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.NameConfig;

/** From a name as it is presented at a door to the name that is looked up, or why it is none of ours. Immutable. */
final class PresentedNames {

    private final UsernameRules rules;
    private final @Nullable Pattern pattern;
    private final NameConfig config;

    PresentedNames(UsernameRules rules, @Nullable Pattern pattern, NameConfig config) {
        this.rules = rules;
        this.pattern = pattern;
        this.config = config;
    }

    /**
     * What a name came to.
     *
     * @param name the name to look up; nothing worth reading where it is refused
     * @param refusal why it is refused
     */
    record Reading(String name, Optional<RejectionReason> refusal) {

        private static Reading refused(RejectionReason reason) {
            return new Reading("", Optional.of(reason));
        }
    }

    Reading read(Credentials credentials) {
        String presented = UsernameRules.trimmed(credentials.username());
        if (credentials instanceof Credentials.Known) {
            return known(presented);
        }
        Optional<String> typed = credentials instanceof Credentials.Asserted proved && proved.certificate() == null
                ? config.format().invert(presented)
                : Optional.of(presented);
        return typed.map(this::readTyped)
                .orElseGet(() -> Reading.refused(rules.refusal(presented).orElse(RejectionReason.UNKNOWN_USER)));
    }

    /** What applications know has no domain to take off, and need not look as what is typed. */
    private Reading known(String presented) {
        return config.format()
                .invert(presented)
                .map(name ->
                        rules.refusal(name).map(Reading::refused).orElseGet(() -> new Reading(name, Optional.empty())))
                .orElseGet(() -> Reading.refused(RejectionReason.UNKNOWN_USER));
    }

    private Reading readTyped(String typed) {
        Optional<RejectionReason> refusal = rules.refusal(typed);
        return refusal.map(Reading::refused)
                .orElseGet(() -> config.lookedUp(typed)
                        .map(name -> new Reading(name, refusalOf(name)))
                        .orElseGet(() -> Reading.refused(RejectionReason.OTHER_DOMAIN)));
    }

    /** Taking off a domain can leave nothing, or a blank at an end. */
    private Optional<RejectionReason> refusalOf(String name) {
        Optional<RejectionReason> refusal = rules.refusal(name);
        return refusal.isPresent() || pattern == null || pattern.matcher(name).matches()
                ? refusal
                : Optional.of(RejectionReason.USERNAME_NOT_ALLOWED);
    }
}
