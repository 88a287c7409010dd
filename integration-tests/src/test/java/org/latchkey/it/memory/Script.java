package org.latchkey.it.memory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a {@link MemoryDirectory} is to do other than it would. Safe for use by several threads. */
public final class Script {
    private final Queue<LDAPException> bindAnswers = new ConcurrentLinkedQueue<>();
    private final Queue<LDAPException> searchAnswers = new ConcurrentLinkedQueue<>();
    private final Map<String, String> boundDns = new ConcurrentHashMap<>();
    private final List<String> references = new CopyOnWriteArrayList<>();
    private volatile Duration bindDelay = Duration.ZERO;
    private volatile Duration searchDelay = Duration.ZERO;

    private volatile CountDownLatch cleared = new CountDownLatch(1);

    Script() {}

    /** The next bind not yet spoken for gets this answer and is not carried out. */
    public Script answerNextBind(ResultCode code, String text) {
        bindAnswers.add(new LDAPException(code, text));
        return this;
    }

    /** The next search not yet spoken for gets this answer and no entries. */
    public Script answerNextSearch(ResultCode code, String text) {
        searchAnswers.add(new LDAPException(code, text));
        return this;
    }

    /** Binds are begun so much later. */
    public Script delayBinds(Duration delay) {
        bindDelay = delay;
        return this;
    }

    /** Searches are begun so much later. */
    public Script delaySearches(Duration delay) {
        searchDelay = delay;
        return this;
    }

    /** Every search also returns a continuation reference (RFC 4511 4.5.3) to this URL, before its entries. */
    public Script referSearchesTo(String url) {
        references.add(url);
        return this;
    }

    /** A bind that names one is carried out as the other, as Active Directory does for {@code user@domain}. */
    public Script bindAs(String name, String dn) {
        boundDns.put(name, dn);
        return this;
    }

    /** Forgets everything said before; what is being delayed goes on at once. */
    public synchronized void clear() {
        bindAnswers.clear();
        searchAnswers.clear();
        boundDns.clear();
        references.clear();
        bindDelay = Duration.ZERO;
        searchDelay = Duration.ZERO;
        cleared.countDown();
        cleared = new CountDownLatch(1);
    }

    void delayBind() {
        delay(bindDelay);
    }

    void delaySearch() {
        delay(searchDelay);
    }

    @Nullable
    LDAPException nextBindAnswer() {
        return bindAnswers.poll();
    }

    @Nullable
    LDAPException nextSearchAnswer() {
        return searchAnswers.poll();
    }

    String dnFor(String name) {
        return boundDns.getOrDefault(name, name);
    }

    List<String> references() {
        return references;
    }

    private void delay(Duration time) {
        try {
            cleared.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
