package org.latchkey.jaspic;

import java.lang.reflect.Proxy;

/** Makes an interface of a container's from one function. */
final class Fake {

    private Fake() {}

    /** What a call answers. */
    interface Answer {
        Object to(String method, Object[] arguments) throws Throwable;
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    static <T> T of(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                Fake.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> type.getSimpleName();
                    default -> answer.to(method.getName(), arguments);
                }));
    }
}
