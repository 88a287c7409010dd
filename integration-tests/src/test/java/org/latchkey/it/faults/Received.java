package org.latchkey.it.faults;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What came to a {@link ScriptedPeer}, and how much it sent. Safe for use by several threads; never keeps a password. */
final class Received {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final Map<Step, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final List<String> userBinds = new CopyOnWriteArrayList<>();
    private final List<SearchRequestProtocolOp> searches = new CopyOnWriteArrayList<>();

    /** How many connections were accepted. */
    int connections() {
        return connections.get();
    }

    /** How many of them are open: whether the other side has closed shows when the peer reads or writes. */
    int open() {
        return open.get();
    }

    /** How many bytes clients sent, as far as they were read. */
    long bytesIn() {
        return bytesIn.get();
    }

    /** How many bytes were handed to the kernel for clients. */
    long bytesOut() {
        return bytesOut.get();
    }

    /** Whom users' binds named, in order. */
    List<String> userBinds() {
        return List.copyOf(userBinds);
    }

    /** How many requests of that kind came; of connections, how many were accepted. */
    int asked(Step step) {
        return step == Step.CONNECT
                ? connections()
                : asked.getOrDefault(step, new AtomicInteger()).get();
    }

    /** Everything searched for, the root DSE too. */
    List<SearchRequestProtocolOp> searches() {
        return List.copyOf(searches);
    }

    void accepted() {
        connections.incrementAndGet();
        open.incrementAndGet();
    }

    void ended() {
        open.decrementAndGet();
    }

    void sent(int bytes) {
        bytesOut.addAndGet(bytes);
    }

    void request(LDAPMessage request) {
        Step step = Step.of(request);
        asked.computeIfAbsent(step, key -> new AtomicInteger()).incrementAndGet();
        if (step == Step.USER_BIND) {
            userBinds.add(request.getBindRequestProtocolOp().getBindDN());
        } else if (request.getProtocolOpType() == LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST) {
            searches.add(request.getSearchRequestProtocolOp());
        }
    }

    InputStream counting(InputStream from) {
        return new FilterInputStream(from) {
            @Override
            public int read() throws IOException {
                int one = in.read();
                bytesIn.addAndGet(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                bytesIn.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}
