package org.latchkey.it.faults;

import com.unboundid.ldap.protocol.LDAPMessage;
import java.io.IOException;
import java.util.List;

/**
 * One request, what an honest directory would answer, and the wire to answer on.
 *
 * @param wire the connection
 * @param id the request's message id, or 0 for a connection on which nothing was asked yet
 * @param honest an honest directory's answers, the last one being the result
 */
record Exchange(Wire wire, int id, List<LDAPMessage> honest) {
    void send(List<LDAPMessage> answers) throws IOException {
        for (LDAPMessage answer : answers) {
            wire.send(bytes(answer));
        }
    }

    static byte[] bytes(LDAPMessage message) {
        return message.encode().encode();
    }
}
