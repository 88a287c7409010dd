package org.latchkey.internal.jndi;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.naming.InterruptedNamingException;
import javax.naming.NamingException;
import org.ietf.jgss.GSSException;
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

    private static final String NO_HANDSHAKE = "no end of the TLS handshake";

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
        return opening(server, "no connection", fault, since, timeout);
    }

    /**
     * A connection is there, and what makes it one of ours failed: the TLS handshake of ldaps.
     *
     * @param server the server
     * @param fault what was thrown
     * @param since when it began, on the monotonic clock
     * @param timeout how long it might have taken
     * @return the exception to throw
     */
    static DirectoryException connected(ServerUrl server, Exception fault, long since, Duration timeout) {
        return opening(server, server.tls() ? NO_HANDSHAKE : "no connection", fault, since, timeout);
    }

    /**
     * A connection could not be upgraded to TLS.
     *
     * @param server the server
     * @param fault what was thrown
     * @param since when it began, on the monotonic clock
     * @param timeout how long it might have taken
     * @return the exception to throw
     */
    static DirectoryException upgrading(ServerUrl server, Exception fault, long since, Duration timeout) {
        boolean agreed = !(fault instanceof NamingException);
        return opening(server, agreed ? NO_HANDSHAKE : "no answer to StartTLS", fault, since, timeout);
    }

    private static DirectoryException opening(
            ServerUrl server, String late, Exception fault, long since, Duration timeout) {
        keepInterrupt(fault);
        if (find(fault, PeerDropped.class::isInstance).isPresent()) {
            return new DirectoryException(UnavailableCause.UNREACHABLE, server + ": " + reason(fault), fault);
        }
        if (find(fault, InterruptedIOException.class::isInstance).isPresent() || hasPassed(since, timeout)) {
            String lookup = find(fault, TimedLookup.LateLookup.class::isInstance)
                    .map(lookedUp -> ": " + LogText.escaped(String.valueOf(lookedUp.getMessage())))
                    .orElse("");
            return new DirectoryException(
                    UnavailableCause.TIMEOUT,
                    server + ": " + late + " within " + timeout.toMillis() + " ms" + lookup,
                    fault);
        }
        if (TlsReason.isIn(fault)) {
            return new DirectoryException(UnavailableCause.TLS_FAILURE, server + ": " + TlsReason.of(fault), fault);
        }
        return new DirectoryException(
                UnavailableCause.UNREACHABLE,
                server + ": " + (server.tls() && isReset(fault) ? TlsReason.HUNG_UP : reason(fault)) + hint(fault),
                fault);
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
        if (!late && TlsReason.isAlert(fault)) {
            return new ConnectionFault(
                    UnavailableCause.TLS_FAILURE,
                    server + ": " + what + ": " + TlsReason.of(fault) + hint(fault),
                    !unsent,
                    fault);
        }
        return new ConnectionFault(
                late ? UnavailableCause.TIMEOUT : UnavailableCause.UNREACHABLE,
                server + ": " + what
                        + (late
                                ? " was not answered within " + timeout.toMillis() + " ms"
                                : ": " + reason(fault) + hint(fault)),
                !unsent,
                fault);
    }

    /**
     * What Kerberos itself has against a credential.
     *
     * @param fault what was thrown
     * @return its sentence, or empty where it was not asked or has nothing against it
     */
    static Optional<String> kerberos(Throwable fault) {
        return find(fault, GSSException.class::isInstance)
                .map(gss -> LogText.escaped(String.valueOf(gss.getMessage())));
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

    private static String hint(Throwable fault) {
        return find(fault, CertificateWanted.class::isInstance)
                .map(wanted -> "; " + wanted.getMessage())
                .orElse("");
    }

    private static boolean isReset(Throwable fault) {
        return find(fault, one -> one instanceof SocketException && "Connection reset".equals(one.getMessage()))
                .isPresent();
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
