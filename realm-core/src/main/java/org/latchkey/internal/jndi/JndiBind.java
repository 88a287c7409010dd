package org.latchkey.internal.jndi;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.ldap.BasicControl;
import javax.naming.ldap.Control;
import javax.naming.ldap.LdapContext;
import org.latchkey.internal.connection.BindReply;

/** A bind on the connection there is, by {@code reconnect}. */
final class JndiBind {

    private static final String PASSWORD_POLICY = "1.3.6.1.4.1.42.2.27.8.5.1";

    private JndiBind() {}

    /**
     * Sends a bind.
     *
     * <p>The identity stays in JNDI's environment until the next bind, because taking it out makes JNDI bind again, as
     * nobody, before the next search. So the caller wipes the array that holds the credential.
     *
     * @param context the connection
     * @param mechanism JNDI's word for how to bind, or empty where it is that of the bind before: each entry copies the
     *     whole environment
     * @param identity what else goes into the environment
     * @return the server's answer, whatever it is
     * @throws NamingException when the server gave none
     */
    static BindReply send(LdapContext context, Optional<String> mechanism, Map<String, Object> identity)
            throws NamingException {
        try (OwnClassLoader own = OwnClassLoader.enter()) {
            for (Map.Entry<String, Object> entry : identity.entrySet()) {
                context.addToEnvironment(entry.getKey(), entry.getValue());
            }
            if (mechanism.isPresent()) {
                context.addToEnvironment(Context.SECURITY_AUTHENTICATION, mechanism.get());
            }
            context.reconnect(new Control[] {new BasicControl(PASSWORD_POLICY)});
            return new BindReply(ResultCode.SUCCESS, "", passwordPolicy(context));
        } catch (NamingException e) {
            OptionalInt code = ResultCode.of(e);
            if (code.isEmpty()) {
                throw e;
            }
            // For 32 JNDI leaves the controls of the previous bind in place: another user's.
            Optional<byte[]> policy =
                    code.getAsInt() == ResultCode.NO_SUCH_OBJECT ? Optional.empty() : passwordPolicy(context);
            return new BindReply(code.getAsInt(), ResultCode.diagnostic(e), policy);
        }
    }

    private static Optional<byte[]> passwordPolicy(LdapContext context) {
        try {
            Control[] controls = context.getResponseControls();
            for (Control control : controls == null ? new Control[0] : controls) {
                byte[] value = control.getEncodedValue();
                if (PASSWORD_POLICY.equals(control.getID()) && value != null) {
                    return Optional.of(value);
                }
            }
        } catch (NamingException e) {
            // A control that cannot be decoded tells nothing.
        }
        return Optional.empty();
    }
}
