package org.latchkey.internal.inspect;

import java.util.List;
import javax.security.auth.login.LoginException;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.LoginExceptions;
import org.latchkey.auth.LoginFailure;
import org.latchkey.auth.RejectionReason;
import org.latchkey.inspect.Explanation.DoorAnswer;

/** Says what each door answers to a name and a password. */
public final class Doors {

    private Doors() {}

    /**
     * Says it.
     *
     * @param credentials what was presented
     * @param result how the login ended
     * @return an answer for each door; what is the same for several stands there once
     */
    public static List<DoorAnswer> answers(Credentials credentials, AuthenticationResult result) {
        return result.fold(
                in -> List.of(
                        new DoorAnswer(
                                "Tomcat, Jakarta Authentication",
                                "the request goes on as " + in.principal().getName()),
                        new DoorAnswer("JAAS", "login() succeeds: a UserPrincipal, and a RolePrincipal for each role")),
                out -> refused(shown(credentials, out), out.reason()),
                unable -> unavailable(shown(credentials, unable), unable));
    }

    private static String shown(Credentials credentials, AuthenticationResult result) {
        return LoginFailure.of(credentials, result).map(Enum::name).orElse("");
    }

    private static List<DoorAnswer> refused(String shown, RejectionReason reason) {
        return List.of(
                new DoorAnswer(
                        "Tomcat, Jakarta Authentication",
                        "BASIC: 401 and asks again; FORM: the error page; " + LoginFailure.ATTRIBUTE + "=" + shown),
                new DoorAnswer("JAAS", thrown(LoginExceptions.refused(reason))));
    }

    private static List<DoorAnswer> unavailable(String shown, Unavailable outage) {
        return List.of(
                new DoorAnswer(
                        "Tomcat",
                        "as a refusal, or 503 where the OutageValve stands; " + LoginFailure.ATTRIBUTE + "=" + shown),
                new DoorAnswer("Jakarta Authentication", "503, or what unavailableStatus says"),
                new DoorAnswer("JAAS", thrown(LoginExceptions.unavailable(outage))));
    }

    private static String thrown(LoginException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
