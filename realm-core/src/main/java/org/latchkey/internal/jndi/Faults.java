package org.latchkey.internal.jndi;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.naming.InterruptedNamingException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.connection.ConnectionFault;
import org.latchkey.spi.DirectoryException;

/**
 * What it means when a server gave no answer. The classes JNDI throws differ between versions of the JDK, so what counts is
 * the time that passed and what lies underneath.
 */
final class Faults {

    private Faults() {}

    /**
     * A connection could not be opened.
     *
     * @param server the server
     * @param fault what was thrown
     * @param since when it began, on the monotonic clock
     * @param timeout how long it might have taken
     * @return the exception to throw
     */
    static DirectoryException opening(ServerUrl server, Exception fault, long since, Duration timeout) {
        keepInterrupt(fault);
        Optional<Throwable> tls = find(fault, Faults::isTls);
        if (find(fault, PeerDropped.class::isInstance).isPresent()) {
            return new DirectoryException(UnavailableCause.UNREACHABLE, server + ": " + reason(fault), fault);
        }
        if (find(fault, InterruptedIOException.class::isInstance).isPresent() || hasPassed(since, timeout)) {
            String lookup = find(fault, TimedLookup.LateLookup.class::isInstance)
                    .map(late -> ": " + LogText.escaped(String.valueOf(late.getMessage())))
                    .orElse("");
            return new DirectoryException(
                    UnavailableCause.TIMEOUT,
                    server + ": no connection within " + timeout.toMillis() + " ms" + lookup,
                    fault);
        }
        if (tls.isPresent()) {
            return new DirectoryException(
                    UnavailableCause.TLS_FAILURE, server + ": " + tlsReason(fault, tls.get()), fault);
        }
        return new DirectoryException(UnavailableCause.UNREACHABLE, server + ": " + reason(fault), fault);
    }

    /**
     * A connection broke, or an answer did not come.
     *
     * @param server the server
     * @param what the operation, for the message
     * @param fault what was thrown
     * @param since when the operation began, on the monotonic clock
     * @param timeout how long the answer might have taken
     * @return the exception to throw
     */
    static ConnectionFault broken(ServerUrl server, String what, Exception fault, long since, Duration timeout) {
        keepInterrupt(fault);
        boolean unsent = find(fault, DirectorySocketFactory.SocketRefused.class::isInstance)
                .isPresent();
        boolean dropped = find(fault, PeerDropped.class::isInstance).isPresent();
        boolean late = !unsent && !dropped && hasPassed(since, timeout);
        return new ConnectionFault(
                late ? UnavailableCause.TIMEOUT : UnavailableCause.UNREACHABLE,
                server + ": " + what
                        + (late ? " was not answered within " + timeout.toMillis() + " ms" : ": " + reason(fault)),
                !unsent,
                fault);
    }

    private static String reason(Throwable fault) {
        if (find(fault, UnknownHostException.class::isInstance).isPresent()) {
            return "the host's name cannot be resolved";
        }
        if (find(fault, ConnectException.class::isInstance).isPresent()) {
            return "the connection was refused";
        }
        Throwable deepest = deepest(fault);
        String message = deepest.getMessage();
        return LogText.escaped(
                message == null || message.isEmpty() ? deepest.getClass().getSimpleName() : message);
    }

    private static String tlsReason(Throwable fault, Throwable tls) {
        if (find(fault, CertificateExpiredException.class::isInstance).isPresent()) {
            return "the server's certificate has expired";
        }
        if (find(fault, CertificateNotYetValidException.class::isInstance).isPresent()) {
            return "the server's certificate is not valid yet";
        }
        if (find(fault, CertPathBuilderException.class::isInstance).isPresent()) {
            return "the server's certificate was not issued by an authority that is trusted here";
        }
        if (find(fault, Faults::isWrongHost).isPresent()) {
            return "the server's certificate names another host";
        }
        return "TLS could not be agreed: " + reason(tls);
    }

    private static boolean isTls(Throwable fault) {
        return fault instanceof SSLException || fault instanceof GeneralSecurityException;
    }

    private static boolean isWrongHost(Throwable fault) {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        return fault instanceof SSLPeerUnverifiedException
                || message.startsWith("no subject alternative")
                || message.startsWith("no name matching");
    }

    private static boolean hasPassed(long since, Duration timeout) {
        return System.nanoTime() - since >= timeout.toNanos();
    }

    private static void keepInterrupt(Exception fault) {
        if (fault instanceof InterruptedNamingException) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Throwable> find(Throwable fault, Predicate<Throwable> wanted) {
        return chain(fault).filter(wanted).findFirst();
    }

    private static Throwable deepest(Throwable fault) {
        return chain(fault).reduce((above, below) -> below).orElse(fault);
    }

    /** The fault and what lies underneath; bounded, because a chain of causes may be a ring. */
    private static Stream<Throwable> chain(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
