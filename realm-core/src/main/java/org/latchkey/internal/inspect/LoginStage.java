package org.latchkey.internal.inspect;

import java.util.List;
import java.util.Set;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.LoginTrace;
import org.latchkey.auth.RejectionReason;

/** Says how a login ended. */
final class LoginStage {

    /** Those by which one directory of several leaves a name to the others. */
    private static final Set<RejectionReason> NOT_HERE =
            Set.of(RejectionReason.UNKNOWN_USER, RejectionReason.OTHER_DOMAIN);

    private final boolean oneOfSeveral;

    /**
     * Makes it.
     *
     * @param oneOfSeveral whether another directory may know who this one does not
     */
    LoginStage(boolean oneOfSeveral) {
        this.oneOfSeveral = oneOfSeveral;
    }

    Note of(LoginRequest request, AuthenticationResult result) {
        return result.fold(in -> came(in, request.trace()), out -> refused(out), unable -> unable(unable));
    }

    private static Note came(Authenticated in, LoginTrace trace) {
        DirectoryPrincipal principal = in.principal();
        List<String> roles =
                principal.roles().stream().sorted().map(LogText::escaped).toList();
        return Note.passed(LogText.escaped(principal.getName()) + " is let in, with "
                        + (roles.isEmpty() ? "no roles" : "the roles " + String.join(", ", roles)))
                .and("name", List.of(LogText.escaped(principal.getName())))
                .and("roles", roles)
                .and("plan", List.of(String.valueOf(trace.plan())));
    }

    private Note refused(Rejected out) {
        RejectionReason reason = out.reason();
        return oneOfSeveral && NOT_HERE.contains(reason)
                ? Note.skipped("nobody of that name is known here")
                : Note.failed("refused: " + reason, Remedies.refused(reason)).and("reason", List.of(reason.name()));
    }

    private static Note unable(Unavailable result) {
        return Note.failed(result.detail()).and("cause", List.of(result.cause().name()));
    }
}
