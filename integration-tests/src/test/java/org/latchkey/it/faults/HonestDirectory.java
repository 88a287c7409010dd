package org.latchkey.it.faults;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.latchkey.it.fixture.Fixture;

/**
 * The answers of a directory in which everybody exists: whoever is searched for by {@code uid} is found below {@code
 * ou=people}, has the password {@code <uid>-c4nary} and is in the group {@code staff}.
 */
final class HonestDirectory {
    private static final String START_TLS = "1.3.6.1.4.1.1466.20037";

    private HonestDirectory() {}

    static List<LDAPMessage> answers(LDAPMessage request) {
        int id = request.getMessageID();
        return switch (Step.of(request)) {
            case CONNECT, GOODBYE -> List.of();
            case START_TLS ->
                List.of(message(id, new ExtendedResponseProtocolOp(0, null, null, null, START_TLS, null)));
            case ANONYMOUS_BIND, SERVICE_BIND -> List.of(bind(id, ResultCode.SUCCESS));
            case USER_BIND -> List.of(bind(id, verdict(request.getBindRequestProtocolOp())));
            case ROOT_READ -> found(id, entry(id, "", new Attribute("objectClass", "top")));
            case USER_SEARCH -> found(id, user(id, request.getSearchRequestProtocolOp()));
            case ROLE_SEARCH -> found(id, group(id, "staff"));
        };
    }

    static LDAPMessage bind(int id, ResultCode code, Control... controls) {
        return bind(id, code, List.of(), controls);
    }

    static LDAPMessage bind(int id, ResultCode code, List<String> referrals, Control... controls) {
        return message(id, new BindResponseProtocolOp(code.intValue(), null, null, referrals, null), controls);
    }

    static LDAPMessage entry(int id, String dn, Attribute... attributes) {
        return message(id, new SearchResultEntryProtocolOp(dn, List.of(attributes)));
    }

    static LDAPMessage group(int id, String name) {
        return entry(id, Fixture.group(name), new Attribute("cn", name));
    }

    static LDAPMessage done(int id, ResultCode code) {
        return message(id, new SearchResultDoneProtocolOp(code.intValue(), null, null, List.of()));
    }

    static LDAPMessage referral(int id, String url) {
        return message(id, new SearchResultDoneProtocolOp(ResultCode.REFERRAL_INT_VALUE, null, null, List.of(url)));
    }

    private static List<LDAPMessage> found(int id, LDAPMessage... entries) {
        var answers = new ArrayList<>(List.of(entries));
        answers.add(done(id, ResultCode.SUCCESS));
        return List.copyOf(answers);
    }

    private static LDAPMessage user(int id, SearchRequestProtocolOp search) {
        String uid = search.getFilter().getAssertionValue();
        return uid == null
                ? entry(id, search.getBaseDN())
                : entry(id, "uid=" + uid + "," + Fixture.PEOPLE, new Attribute("uid", uid));
    }

    private static ResultCode verdict(BindRequestProtocolOp bind) {
        String uid = bind.getBindDN().replaceFirst("^uid=([^,]+),.*", "$1");
        return (uid + "-c4nary").equals(bind.getSimplePassword().stringValue())
                ? ResultCode.SUCCESS
                : ResultCode.INVALID_CREDENTIALS;
    }

    private static LDAPMessage message(int id, ProtocolOp operation, Control... controls) {
        return new LDAPMessage(id, operation, controls);
    }
}
