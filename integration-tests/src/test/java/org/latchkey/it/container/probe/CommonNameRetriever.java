package org.latchkey.it.container.probe;

import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.apache.catalina.realm.X509UsernameRetriever;

/** What a site that names its people by the certificate's common name would write. */
public final class CommonNameRetriever implements X509UsernameRetriever {
    @Override
    public String getUsername(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("cn"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst()
                            .orElseThrow();
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
