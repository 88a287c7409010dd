package org.latchkey.it.memory;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits that Microsoft's server imposes and Samba does not: so many entries an answer unless it comes in pages, and
 * so many values an attribute unless the rest is asked for by range. For {@link MemoryDirectory#start}.
 */
public final class AdLimits extends InMemoryOperationInterceptor {
    private static final Pattern RANGE = Pattern.compile("(.+);range=(\\d+)-.*");

    private final int entries;
    private final int values;
    private final Map<String, Integer> returned = new ConcurrentHashMap<>();
    private final Map<String, String> ranges = new ConcurrentHashMap<>();
    private volatile boolean pages = true;
    private volatile boolean laterRanges = true;

    public AdLimits(int entries, int values) {
        this.entries = entries;
        this.values = values;
    }

    /** Takes no notice of the wish for pages. */
    public void knowNoPages() {
        pages = false;
    }

    /** Never tells more than the first values. */
    public void loseLaterRanges() {
        laterRanges = false;
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
        SearchRequest search = request.getRequest().duplicate();
        List<String> attributes = new ArrayList<>();
        for (String attribute : search.getAttributeList()) {
            Matcher range = RANGE.matcher(attribute);
            if (range.matches()) {
                ranges.put(request.getConnectionID() + ":" + request.getMessageID(), attribute);
                attributes.add(range.group(1));
            } else {
                attributes.add(attribute);
            }
        }
        search.setAttributes(attributes);
        if (!pages) {
            search.setControls(new Control[0]);
        }
        request.setRequest(search);
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry found) {
        String operation = found.getConnectionID() + ":" + found.getMessageID();
        boolean paged = List.of(found.getRequest().getControls()).stream()
                .anyMatch(SimplePagedResultsControl.class::isInstance);
        if (!paged && returned.merge(operation, 1, Integer::sum) > entries) {
            found.setSearchEntry(null);
            return;
        }
        Entry entry = found.getSearchEntry().duplicate();
        for (Attribute attribute : List.copyOf(entry.getAttributes())) {
            shorten(entry, attribute, ranges.get(operation));
        }
        found.setSearchEntry(new SearchResultEntry(entry));
    }

    private void shorten(Entry entry, Attribute attribute, @Nullable String asked) {
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        int from = range.matches() ? Integer.parseInt(range.group(2)) : 0;
        if (from == 0 && attribute.size() <= values) {
            return;
        }
        entry.removeAttribute(attribute.getName());
        if (from > 0 && !laterRanges) {
            return;
        }
        int to = Math.min(attribute.size(), from + values);
        String end = to == attribute.size() ? "*" : String.valueOf(to - 1);
        entry.addAttribute(
                attribute.getName() + ";range=" + from + "-" + end,
                List.of(attribute.getValues()).subList(from, to));
    }

    @Override
    public void processSearchResult(InMemoryInterceptedSearchResult result) {
        Integer count = returned.remove(result.getConnectionID() + ":" + result.getMessageID());
        if (count != null && count > entries) {
            result.setResult(new LDAPResult(result.getMessageID(), ResultCode.SIZE_LIMIT_EXCEEDED));
        }
    }
}
