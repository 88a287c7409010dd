package org.latchkey.it.memory;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedExtendedRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedExtendedResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operation.Kind;

/** Follows the {@link Script} and writes the {@link Ledger}. */
final class Interceptor extends InMemoryOperationInterceptor {
    private final Script script;
    private final Ledger ledger;

    Interceptor(Script script, Ledger ledger) {
        this.script = script;
        this.ledger = ledger;
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
        var bind = request.getRequest();
        ledger.asked(operation(request, Kind.BIND, bind.getBindDN(), "", -1, List.of(), ""));
        script.delayBind();
        answer(request, script.nextBindAnswer());
        String dn = script.dnFor(bind.getBindDN());
        if (!dn.equals(bind.getBindDN())) {
            request.setRequest(new SimpleBindRequest(dn, bind.getPassword().getValue(), bind.getControls()));
        }
    }

    @Override
    public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult result) {
        answered(result, result.getResult());
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
        var search = request.getRequest();
        ledger.asked(operation(
                request,
                Kind.SEARCH,
                search.getBaseDN(),
                search.getFilter().toString(),
                search.getScope().intValue(),
                search.getAttributeList(),
                ""));
        script.delaySearch();
        answer(request, script.nextSearchAnswer());
        for (String url : script.references()) {
            request.sendSearchReference(new SearchResultReference(new String[] {url}, null));
        }
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry entry) {
        ledger.returned(entry.getConnectionID(), entry.getMessageID());
    }

    @Override
    public void processSearchResult(InMemoryInterceptedSearchResult result) {
        answered(result, result.getResult());
    }

    @Override
    public void processExtendedRequest(InMemoryInterceptedExtendedRequest request) {
        String oid = request.getRequest().getOID();
        ledger.asked(operation(request, Kind.EXTENDED, "", "", -1, List.of(), oid));
    }

    @Override
    public void processExtendedResult(InMemoryInterceptedExtendedResult result) {
        answered(result, result.getResult());
    }

    /** An answer of the script goes out past the result methods, so it is noted here. */
    private void answer(InMemoryInterceptedRequest request, @Nullable LDAPException scripted) throws LDAPException {
        if (scripted != null) {
            int code = scripted.getResultCode().intValue();
            ledger.answered(request.getConnectionID(), request.getMessageID(), code, scripted.getMessage());
            throw scripted;
        }
    }

    private void answered(InMemoryInterceptedResult seen, LDAPResult result) {
        String text = Objects.requireNonNullElse(result.getDiagnosticMessage(), "");
        int code = result.getResultCode().intValue();
        ledger.answered(seen.getConnectionID(), seen.getMessageID(), code, text);
    }

    private static Operation operation(
            InMemoryInterceptedRequest request,
            Kind kind,
            String dn,
            String filter,
            int scope,
            List<String> attributes,
            String oid) {
        return new Operation(
                request.getConnectionID(),
                request.getMessageID(),
                kind,
                dn,
                filter,
                scope,
                List.copyOf(attributes),
                oid,
                OptionalInt.empty(),
                0,
                "");
    }
}
