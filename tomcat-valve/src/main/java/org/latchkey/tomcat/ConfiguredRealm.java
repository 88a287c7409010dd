package org.latchkey.tomcat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.realm.RealmBase;
import org.apache.catalina.realm.X509SubjectDnRetriever;
import org.apache.catalina.realm.X509UsernameRetriever;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.ConfigValues;
import org.latchkey.config.Configuration;
import org.latchkey.config.Door;

/**
 * The half of the realm that is configured: collects every attribute as it was written, and reads all of them together,
 * strictly, when the realm starts.
 *
 * <p>Tomcat prefers a setter that takes a {@code String} to {@code RealmBase}'s own, which would turn {@code validate="yes"}
 * into false, skip a number it cannot read, and log and swallow what a setter throws. Set up by one thread.
 */
abstract class ConfiguredRealm extends RealmBase {

    final Log log = OwnLog.of(LdapRealm.class);
    private final Map<String, String> given = new ConcurrentHashMap<>();

    /**
     * Takes any attribute by name; Tomcat calls this for each one that has no setter of its own. A later value replaces an
     * earlier one, as in Tomcat, and counts from the next start.
     *
     * @param name the key
     * @param value its value as written, or {@code null} to leave the key out again
     */
    public void setProperty(String name, @Nullable String value) {
        if (value == null) {
            given.remove(name);
        } else {
            given.put(name, value);
        }
    }

    @Override
    public void setValidate(boolean validate) {
        setProperty("validate", String.valueOf(validate));
    }

    /**
     * As written, read strictly at start.
     *
     * @param validate {@code true} or {@code false}
     */
    public void setValidate(String validate) {
        setProperty("validate", validate);
    }

    @Override
    public void setStripRealmForGss(boolean strip) {
        setProperty("stripRealmForGss", String.valueOf(strip));
    }

    /**
     * As written, read strictly at start.
     *
     * @param strip {@code true} or {@code false}
     */
    public void setStripRealmForGss(String strip) {
        setProperty("stripRealmForGss", strip);
    }

    @Override
    public void setTransportGuaranteeRedirectStatus(int status) {
        setProperty("transportGuaranteeRedirectStatus", String.valueOf(status));
    }

    /**
     * As written, read strictly at start.
     *
     * @param status an HTTP status
     */
    public void setTransportGuaranteeRedirectStatus(String status) {
        setProperty("transportGuaranteeRedirectStatus", status);
    }

    @Override
    public void setThrowOnFailure(boolean throwOnFailure) {
        setThrowOnFailure(String.valueOf(throwOnFailure));
    }

    /**
     * As written, read strictly at start. Counts at once too: it says what a failed start does.
     *
     * @param throwOnFailure {@code true} or {@code false}
     */
    public void setThrowOnFailure(String throwOnFailure) {
        super.setThrowOnFailure(!throwOnFailure.equals("false"));
        setProperty("throwOnFailure", throwOnFailure);
    }

    @Override
    public void setAllRolesMode(String mode) {
        setProperty("allRolesMode", mode);
    }

    @Override
    public void setX509UsernameRetrieverClassName(@Nullable String className) {
        setProperty("x509UsernameRetrieverClassName", className);
    }

    @Override
    public void setUserAttributes(@Nullable String attributes) {
        setProperty("userAttributes", attributes);
    }

    /**
     * Refused at start: the handler is an element inside the realm's, and Tomcat would read an attribute as none.
     *
     * @param handler as written
     */
    public void setCredentialHandler(String handler) {
        setProperty("credentialHandler", handler);
    }

    /**
     * Refused at start: Tomcat would read it as no container.
     *
     * @param container as written
     */
    public void setContainer(String container) {
        setProperty("container", container);
    }

    /**
     * Reads what was collected and gives Tomcat's part of it to {@code RealmBase}.
     *
     * @return the configuration
     * @throws LifecycleException with every problem named, logged once
     */
    final Configuration configure() throws LifecycleException {
        try {
            Configuration configuration = ConfigReader.read(Door.TOMCAT, attributes());
            apply(configuration.values());
            return configuration;
        } catch (ConfigException e) {
            throw cannotStart(String.join("; ", e.problems()), e);
        }
    }

    /** The name in JMX is Tomcat's to give, and to change for a nested realm: what it is now wins over a shared file. */
    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>(given);
        attributes.put("realmPath", getRealmPath());
        return attributes;
    }

    private void apply(ConfigValues values) throws LifecycleException {
        super.setValidate(values.bool(ConfigKey.VALIDATE));
        super.setStripRealmForGss(values.bool(ConfigKey.STRIP_REALM_FOR_GSS));
        super.setThrowOnFailure(values.bool(ConfigKey.THROW_ON_FAILURE));
        super.setTransportGuaranteeRedirectStatus(values.integer(ConfigKey.TRANSPORT_GUARANTEE_REDIRECT_STATUS));
        super.setAllRolesMode(values.text(ConfigKey.ALL_ROLES_MODE).orElseThrow());
        super.setUserAttributes(values.text(ConfigKey.USER_ATTRIBUTES).orElse(null));
        super.setX509UsernameRetrieverClassName(
                values.text(ConfigKey.X509_USERNAME_RETRIEVER).orElse(null));
        x509UsernameRetriever = retriever(getX509UsernameRetrieverClassName());
    }

    private X509UsernameRetriever retriever(@Nullable String className) throws LifecycleException {
        if (className == null) {
            return new X509SubjectDnRetriever();
        }
        try {
            return Class.forName(className)
                    .asSubclass(X509UsernameRetriever.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw cannotStart(
                    "x509UsernameRetrieverClassName: given '" + className + "' (" + e
                            + "); accepted: a public class with"
                            + " a public constructor without arguments that implements "
                            + X509UsernameRetriever.class.getName(),
                    e);
        }
    }

    /**
     * Says loudly, once, why the realm does not start: Tomcat's Combined and LockOutRealm drop such a realm and go on.
     *
     * @param problems what is wrong
     * @param cause what found it
     * @return what to throw
     */
    final LifecycleException cannotStart(String problems, Throwable cause) {
        String message = "The realm " + getRealmPath() + " of " + getContainer() + " cannot start: " + problems;
        log.error(message);
        return new LifecycleException(message, cause);
    }
}
