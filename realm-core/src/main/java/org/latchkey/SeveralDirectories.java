package org.latchkey;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.Known;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;

/**
 * Asks directories in order until one knows the name, so that a name means one person: whoever an earlier directory knows is
 * never asked for in a later one, and an earlier one that cannot answer ends the login, unless it is to be ignored then. The
 * password goes to one directory only, where the name is known to be there. Safe for use by many threads.
 *
 * @param directories two or more
 * @param warnings is told where one name could mean two people
 */
record SeveralDirectories(List<OpenDirectory> directories, Consumer<String> warnings) implements Authenticator {

    private static final Set<RejectionReason> NOT_HERE = EnumSet.of(
            RejectionReason.UNKNOWN_USER,
            RejectionReason.OTHER_DOMAIN,
            RejectionReason.USERNAME_NOT_ALLOWED,
            RejectionReason.USERNAME_TOO_LONG);

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        AuthenticationResult unanswered = null;
        AuthenticationResult unknown = null;
        for (OpenDirectory directory : earlier()) {
            boolean looks = directory.mustLookUpFirst(request);
            AuthenticationResult result = looks ? directory.lookUp(request) : directory.authenticate(request);
            if (isIgnored(result, directory)) {
                unanswered = unanswered == null ? result : unanswered;
            } else if (isNotHere(result) && !request.trace().passwordSent()) {
                unknown = unknown == null || isOfOtherDomain(unknown) ? result : unknown;
            } else {
                boolean known = looks && result instanceof Authenticated;
                return unmistaken(known ? directory.authenticate(request) : result, directory, request);
            }
        }
        OpenDirectory last = directories.get(directories.size() - 1);
        AuthenticationResult result = last.authenticate(request);
        if (!isNotHere(result)) {
            return unmistaken(result, last, request);
        }
        return Stream.of(Optional.ofNullable(unanswered), Optional.ofNullable(unknown))
                .flatMap(Optional::stream)
                .filter(answer -> !isOfOtherDomain(answer))
                .findFirst()
                .orElse(result);
    }

    private List<OpenDirectory> earlier() {
        return directories.subList(0, directories.size() - 1);
    }

    private static boolean isNotHere(AuthenticationResult result) {
        return result instanceof Rejected rejected && NOT_HERE.contains(rejected.reason());
    }

    private static boolean isIgnored(AuthenticationResult result, OpenDirectory directory) {
        return directory.isIgnoredWhileUnavailable()
                && result instanceof Unavailable unavailable
                && unavailable.cause().isOutage();
    }

    private static boolean isOfOtherDomain(AuthenticationResult result) {
        return result instanceof Rejected rejected && rejected.reason() == RejectionReason.OTHER_DOMAIN;
    }

    /** The name that applications would see must not be that of somebody in an earlier directory. */
    private AuthenticationResult unmistaken(AuthenticationResult result, OpenDirectory of, LoginRequest request) {
        request.trace().decidedBy(of.name());
        if (!(result instanceof Authenticated in)) {
            return result;
        }
        String name = in.principal().getName();
        boolean typed = name.equals(request.credentials().username());
        boolean known = request.credentials() instanceof Known; // by its name, and so each directory has answered
        return directories.stream()
                .takeWhile(directory -> directory != of)
                .filter(directory -> !typed || (!known && !directory.hasLookedForNamesake()))
                .flatMap(directory -> objection(directory, of, name, request).stream())
                .findFirst()
                .orElse(result);
    }

    private Optional<AuthenticationResult> objection(
            OpenDirectory earlier, OpenDirectory of, String name, LoginRequest request) {
        AuthenticationResult other = earlier.namesake(name, request);
        if (other instanceof Unavailable) {
            return isIgnored(other, earlier) ? Optional.empty() : Optional.of(other);
        }
        if (other instanceof Rejected rejected && rejected.reason() != RejectionReason.AMBIGUOUS_USER) {
            return Optional.empty();
        }
        warnings.accept("the user " + LogText.quoted(name) + " of the directory "
                + of.name() + " was refused, because the directory " + earlier.name()
                + " has a user of that name: a principalNameFormat of their own would keep them apart");
        return Optional.of(new Rejected(RejectionReason.AMBIGUOUS_USER));
    }
}
