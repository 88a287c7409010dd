package org.latchkey.tomcat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.InMemoryRequestHandler;
import com.unboundid.ldap.listener.InMemorySASLBindHandler;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.ResultCode;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import org.jspecify.annotations.Nullable;

/** The client and the server side of a mechanism that is called GSSAPI and lets everybody in, without Kerberos. */
final class StubGssapi implements AutoCloseable {

    private static final String NAME = "LatchkeyTestGssapi";

    /** What each client was made with: the quality of protection asked for, and the credential. */
    static final List<String> QUALITIES = new CopyOnWriteArrayList<>();

    static final List<Object> CREDENTIALS = new CopyOnWriteArrayList<>();

    StubGssapi() {
        QUALITIES.clear();
        CREDENTIALS.clear();
        Security.insertProviderAt(new Mechanisms(), 1);
    }

    @Override
    public void close() {
        Security.removeProvider(NAME);
    }

    /** What makes JNDI find the client. */
    public static final class Mechanisms extends Provider {

        private static final long serialVersionUID = 1L;

        Mechanisms() {
            super(NAME, "1", "a mechanism for tests");
            put("SaslClientFactory.GSSAPI", Clients.class.getName());
        }
    }

    /** Made by the provider. */
    public static final class Clients implements SaslClientFactory {

        /** Made by name. */
        public Clients() {}

        @Override
        public SaslClient createSaslClient(
                String[] mechanisms,
                String authorizationId,
                String protocol,
                String server,
                Map<String, ?> properties,
                CallbackHandler callbacks) {
            QUALITIES.add(String.valueOf(properties.get(Sasl.QOP)));
            CREDENTIALS.add(properties.get(Sasl.CREDENTIALS));
            return new Client();
        }

        @Override
        public String[] getMechanismNames(Map<String, ?> properties) {
            return new String[] {"GSSAPI"};
        }
    }

    private static final class Client implements SaslClient {

        private boolean complete;

        @Override
        public String getMechanismName() {
            return "GSSAPI";
        }

        @Override
        public boolean hasInitialResponse() {
            return true;
        }

        @Override
        public byte[] evaluateChallenge(byte[] challenge) {
            complete = true;
            return new byte[] {1};
        }

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public byte[] unwrap(byte[] incoming, int offset, int length) {
            throw new IllegalStateException();
        }

        @Override
        public byte[] wrap(byte[] outgoing, int offset, int length) {
            throw new IllegalStateException();
        }

        @Override
        public @Nullable Object getNegotiatedProperty(String property) {
            return property.equals(Sasl.QOP) ? "auth" : null;
        }

        @Override
        public void dispose() {}
    }

    /** The server side. */
    static InMemorySASLBindHandler server() {
        return new InMemorySASLBindHandler() {
            @Override
            public String getSASLMechanismName() {
                return "GSSAPI";
            }

            @Override
            public BindResult processSASLBind(
                    InMemoryRequestHandler handler,
                    int messageId,
                    DN bindDn,
                    ASN1OctetString credentials,
                    List<Control> controls) {
                return new BindResult(messageId, ResultCode.SUCCESS, null, null, null, null);
            }
        };
    }
}
