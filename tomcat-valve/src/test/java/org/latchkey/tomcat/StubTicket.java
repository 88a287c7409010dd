package org.latchkey.tomcat;

import java.lang.reflect.Proxy;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSName;
import org.jspecify.annotations.Nullable;

/** Kerberos names, credentials and contexts that need no Kerberos. */
final class StubTicket {

    private StubTicket() {}

    static GSSName name(String text) {
        return proxy(GSSName.class, (method) -> method.equals("toString") ? text : null);
    }

    static GSSCredential credential() {
        return proxy(GSSCredential.class, (method) -> null);
    }

    /** An established context of a client who delegated a credential, or did not. */
    static GSSContext context(String name, @Nullable GSSCredential delegated) {
        return proxy(GSSContext.class, (method) -> switch (method) {
            case "isEstablished" -> true;
            case "getSrcName" -> name(name);
            case "getCredDelegState" -> delegated != null;
            case "getDelegCred" -> delegated;
            default -> null;
        });
    }

    private interface Answer {
        @Nullable
        Object to(String method);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                StubTicket.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                    default -> answer.to(method.getName());
                }));
    }
}
