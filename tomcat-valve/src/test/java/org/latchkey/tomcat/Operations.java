package org.latchkey.tomcat;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSASLBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ReadOnlySearchRequest;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * What a test directory was asked, in order, and the places where a test gets in the way. Reads of the root entry, which ask
 * only whether a server is there, are not among the searches.
 */
final class Operations extends InMemoryOperationInterceptor {

    /** Something to do while an operation waits for its answer; it may refuse the operation. */
    interface Obstacle {
        void meet() throws LDAPException;
    }

    /**
     * One search.
     *
     * @param boundAs the DN the connection was bound as, empty for anonymous
     * @param request what was asked
     */
    record Search(String boundAs, ReadOnlySearchRequest request) {

        @Override
        public String toString() {
            return request.getBaseDN() + " " + request.getScope().getName() + " " + request.getFilter() + " as "
                    + (boundAs.isEmpty() ? "nobody" : boundAs);
        }
    }

    private final List<String> binds = new CopyOnWriteArrayList<>();
    private final List<Search> searches = new CopyOnWriteArrayList<>();
    private final Map<Long, String> boundAs = new ConcurrentHashMap<>();
    private final AtomicInteger rootReads = new AtomicInteger();
    private final Map<String, String> operational = new ConcurrentHashMap<>();
    private volatile Obstacle onBind = () -> {};
    private volatile UnaryOperator<BindResult> onBindResult = UnaryOperator.identity();
    private volatile Obstacle onSearch = () -> {};

    /** The DN of every bind, refused ones too. */
    List<String> binds() {
        return List.copyOf(binds);
    }

    List<Search> searches() {
        return List.copyOf(searches);
    }

    /** The base DN of every search. */
    List<String> bases() {
        return searches.stream().map(search -> search.request().getBaseDN()).toList();
    }

    /** The filter of every search. */
    List<String> filters() {
        return searches.stream()
                .map(search -> search.request().getFilter().toString())
                .toList();
    }

    /** Every bind and search. */
    List<String> all() {
        List<String> all = new ArrayList<>(binds);
        searches.forEach(search -> all.add(search.toString()));
        return all;
    }

    /** How often somebody asked whether the server is there. */
    int rootReads() {
        return rootReads.get();
    }

    void forget() {
        rootReads.set(0);
        binds.clear();
        searches.clear();
    }

    void onBind(Obstacle obstacle) {
        onBind = obstacle;
    }

    void onSearch(Obstacle obstacle) {
        onSearch = obstacle;
    }

    /** Answers every bind by this from now on, whatever is true; its controls too. */
    void answerBinds(ResultCode code, String text, Control... controls) {
        onBindResult = real -> new BindResult(real.getMessageID(), code, text, null, null, controls);
    }

    /** Answers binds by what is true again. */
    void answerBindsTruly() {
        onBindResult = UnaryOperator.identity();
    }

    /** Shows an attribute in every entry, to those alone who ask for it by name. */
    void showOperational(String attribute, String value) {
        operational.put(attribute, value);
    }

    void hideOperational() {
        operational.clear();
    }

    /** Refuses every search of one base from now on. */
    void refuseSearches(ResultCode code) {
        onSearch = () -> {
            throw new LDAPException(code, "refused by the test");
        };
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
        boundAs.remove(request.getConnectionID());
        binds.add(request.getRequest().getBindDN());
        onBind.meet();
    }

    @Override
    public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult result) {
        result.setResult(onBindResult.apply(result.getResult()));
        if (result.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
            boundAs.put(result.getConnectionID(), result.getRequest().getBindDN());
        }
    }

    @Override
    public void processSASLBindRequest(InMemoryInterceptedSASLBindRequest request) throws LDAPException {
        binds.add("SASL " + request.getRequest().getSASLMechanismName());
        boundAs.put(request.getConnectionID(), "SASL " + request.getRequest().getSASLMechanismName());
        onBind.meet();
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
        if (request.getRequest().getBaseDN().isEmpty()) {
            rootReads.incrementAndGet();
            return;
        }
        searches.add(new Search(boundAs.getOrDefault(request.getConnectionID(), ""), request.getRequest()));
        onSearch.meet();
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry found) {
        Entry shown = found.getSearchEntry().duplicate();
        for (String asked : found.getRequest().getAttributeList()) {
            String value = operational.get(asked);
            if (value != null) {
                shown.addAttribute(asked, value);
            }
        }
        found.setSearchEntry(shown);
    }
}
