package org.latchkey.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attributes whose values are bytes and no text: those that directories are known to have, besides what the JDK knows
 * itself (photos, certificates and every {@code ;binary}), and those of {@code binaryAttributes}.
 */
public final class BinaryAttributes {

    /** JNDI's property for them, separated by blanks. */
    public static final String PROPERTY = "java.naming.ldap.attributes.binary";

    private static final List<String> KNOWN = List.of(
            "objectGUID",
            "objectSid",
            "sIDHistory",
            "securityIdentifier",
            "tokenGroups",
            "tokenGroupsGlobalAndUniversal",
            "tokenGroupsNoGCAcceptable",
            "mS-DS-ConsistencyGuid",
            "msExchMailboxGuid",
            "msExchMasterAccountSid",
            "nTSecurityDescriptor",
            "logonHours",
            "userSMIMECertificate");

    private BinaryAttributes() {}

    /**
     * The whole value of JNDI's property.
     *
     * @param configured what a configuration adds, separated by blanks; may be empty
     * @return the names, separated by blanks
     */
    public static String with(String configured) {
        return (String.join(" ", KNOWN) + " " + configured).strip();
    }

    /** Text that would be taken for bytes is as good as absent, and an absent group could be one that denies. */
    static void check(ConfigValues values, Findings findings) {
        for (String name : configured(values)) {
            EntryKeys.thatNeedText(name, values)
                    .forEach(key -> findings.problem(values.say(key) + ", but must not name '" + name + "' while "
                            + said(values) + ": its values are needed as text"));
        }
        Optional.ofNullable(CertificateReader.attribute(values))
                .ifPresent(name -> EntryKeys.thatNeedText(name, values)
                        .forEach(key -> findings.problem(values.say(key) + ", but must not name '" + name + "' while "
                                + values.say(ConfigKey.CERTIFICATE_ATTRIBUTE) + ": its values are needed as text")));
    }

    /** The properties for JNDI, with what the key adds to them. */
    static Map<String, String> environment(ConfigValues values) {
        Map<String, String> environment = new HashMap<>(values.environment());
        String certificates = CertificateReader.attribute(values);
        if (values.given(ConfigKey.BINARY_ATTRIBUTES) || certificates != null) {
            environment.put(
                    PROPERTY,
                    Stream.concat(configured(values).stream(), Stream.ofNullable(certificates))
                            .distinct()
                            .collect(Collectors.joining(" ")));
        }
        return environment;
    }

    private static List<String> configured(ConfigValues values) {
        String direct = values.environment().getOrDefault(PROPERTY, "").strip();
        return Stream.concat(
                        values.list(ConfigKey.BINARY_ATTRIBUTES, String.class).stream(),
                        Arrays.stream(direct.split("\\s+")))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String said(ConfigValues values) {
        return values.given(ConfigKey.BINARY_ATTRIBUTES)
                ? values.say(ConfigKey.BINARY_ATTRIBUTES)
                : "environment." + PROPERTY + " is set";
    }
}
