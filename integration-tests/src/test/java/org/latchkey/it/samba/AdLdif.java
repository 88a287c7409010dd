package org.latchkey.it.samba;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import com.unboundid.ldif.LDIFRecord;
import com.unboundid.ldif.LDIFWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What is loaded into a fresh domain, as LDIF (RFC 2849). */
final class AdLdif {
    /** In 100 ns: of half an hour and of ten years. */
    private static final String HALF_AN_HOUR = "-18000000000";

    private static final String TEN_YEARS = "-3153600000000000";
    /** In 100 ns since 1601, in the year 2009. */
    private static final String LONG_AGO = "129000000000000000";

    private AdLdif() {}

    /** The password policy of the domain, its users and its groups. */
    static byte[] domain() {
        List<LDIFRecord> records = new ArrayList<>();
        records.add(changed(
                AdDomain.BASE,
                replace("minPwdAge", "0"),
                replace("maxPwdAge", TEN_YEARS),
                replace("minPwdLength", "4"),
                replace("pwdProperties", "0"),
                replace("pwdHistoryLength", "0"),
                replace("lockoutThreshold", "3"),
                replace("lockoutDuration", HALF_AN_HOUR),
                replace("lockOutObservationWindow", HALF_AN_HOUR)));
        records.addAll(AdDomain.entries());
        // What a controller registers of itself, by a service that does not run here.
        records.add(changed(
                "CN=DC1,OU=Domain Controllers," + AdDomain.BASE,
                new Modification(ModificationType.ADD, "servicePrincipalName", "ldap/" + AdDomain.CONTROLLER_HOST)));
        String last = AdDomain.dn("cycle-c", AdDomain.GROUPS);
        records.add(changed(
                AdDomain.dn("cycle-a", AdDomain.GROUPS), new Modification(ModificationType.ADD, "member", last)));
        return written(records);
    }

    /** What a controller lets nobody write: a password of long ago, and a name that stands for somebody else already. */
    static byte[] stored() {
        return written(List.of(
                changed(AdDomain.person("password-expired").dn(), replace("pwdLastSet", LONG_AGO)),
                changed(AdDomain.person("mallory").dn(), replace("userPrincipalName", AdDomain.upn("bob")))));
    }

    private static LDIFRecord changed(String dn, Modification... modifications) {
        return new LDIFModifyChangeRecord(dn, modifications);
    }

    private static Modification replace(String attribute, String value) {
        return new Modification(ModificationType.REPLACE, attribute, value);
    }

    private static byte[] written(List<? extends LDIFRecord> records) {
        var bytes = new ByteArrayOutputStream();
        try (var ldif = new LDIFWriter(bytes)) {
            for (LDIFRecord entry : records) {
                ldif.writeLDIFRecord(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
