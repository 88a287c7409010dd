package org.latchkey.it.faults;

import com.unboundid.ldap.protocol.LDAPMessage;
import org.latchkey.it.fixture.Fixture;

/** What a client may be asking for when a {@link ScriptedPeer} misbehaves. */
enum Step {
    CONNECT,
    START_TLS,
    ANONYMOUS_BIND,
    SERVICE_BIND,
    USER_BIND,
    ROOT_READ,
    USER_SEARCH,
    ROLE_SEARCH,
    GOODBYE;

    static Step of(LDAPMessage request) {
        return switch (request.getProtocolOpType()) {
            case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
                ofBind(request.getBindRequestProtocolOp().getBindDN());
            case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST ->
                ofSearch(request.getSearchRequestProtocolOp().getBaseDN());
            case LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST -> START_TLS;
            default -> GOODBYE;
        };
    }

    private static Step ofBind(String dn) {
        if (dn.isEmpty()) {
            return ANONYMOUS_BIND;
        }
        return dn.equals(Fixture.READER_DN) ? SERVICE_BIND : USER_BIND;
    }

    private static Step ofSearch(String base) {
        if (base.isEmpty()) {
            return ROOT_READ;
        }
        return base.equals(Fixture.GROUPS) ? ROLE_SEARCH : USER_SEARCH;
    }
}
