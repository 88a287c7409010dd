package org.latchkey.it.container;

import java.util.Map;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;

/** The realm under test as an administrator would set it up for Active Directory: whoever is known is an {@code employee}. */
final class AdRealm {
    private AdRealm() {}

    static RealmXml at(SambaAd controller) {
        RealmXml realm = RealmXml.of("org.latchkey.tomcat.LdapRealm")
                .with("preset", "activeDirectory")
                .with("userBase", AdDomain.PEOPLE)
                .with("roleBase", AdDomain.GROUPS)
                .with("usernameDomain", AdDomain.DNS_NAME)
                .with("commonRole", "employee");
        for (Map.Entry<String, String> key : controller.config().entrySet()) {
            realm = realm.with(key.getKey(), key.getValue());
        }
        return realm;
    }
}
