package org.latchkey.internal.inspect;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.LoginTrace;
import org.latchkey.inspect.Explanation.BindAnswer;

/** Says in words what a server answered to a password. */
public final class BindAnswers {

    private static final Pattern SUB_CODE = Pattern.compile("\\bdata ([0-9a-fA-F]{3,8})\\b");

    private BindAnswers() {}

    /**
     * Says it.
     *
     * @param trace what the login did
     * @param result how it ended
     * @return the answer, or {@code null} where no server gave one
     */
    public static @Nullable BindAnswer of(LoginTrace trace, AuthenticationResult result) {
        if (trace.bindCode().isEmpty()) {
            return null;
        }
        int code = trace.bindCode().getAsInt();
        Matcher data = SUB_CODE.matcher(trace.bindText());
        return new BindAnswer(
                code,
                meaning(code),
                data.find() ? data.group(1).toLowerCase(Locale.ROOT) : "",
                trace.bindText(),
                trace.bindPolicy() ? policy(result) : "");
    }

    private static String policy(AuthenticationResult result) {
        return warning(result, "ldap.passwordExpiresInDays")
                .map(days -> "the password expires in " + days + " days")
                .or(() -> warning(result, "ldap.graceLogins")
                        .map(logins -> "the password has expired and may be used " + logins + " more times"))
                .orElse(result instanceof Authenticated ? "it has nothing to say" : "it had its part in this answer");
    }

    private static Optional<String> warning(AuthenticationResult result, String attribute) {
        return result instanceof Authenticated in
                ? Optional.ofNullable(in.principal().attributes().get(attribute))
                        .map(String::valueOf)
                : Optional.empty();
    }

    /** The names of RFC 4511 A.1, for what servers answer to binds. */
    private static String meaning(int code) {
        return switch (code) {
            case 0 -> "success";
            case 7 -> "authMethodNotSupported";
            case 8 -> "strongerAuthRequired";
            case 13 -> "confidentialityRequired";
            case 19 -> "constraintViolation";
            case 32 -> "noSuchObject";
            case 34 -> "invalidDNSyntax";
            case 48 -> "inappropriateAuthentication";
            case 49 -> "invalidCredentials";
            case 50 -> "insufficientAccessRights";
            case 51 -> "busy";
            case 52 -> "unavailable";
            case 53 -> "unwillingToPerform";
            default -> "another result";
        };
    }
}
