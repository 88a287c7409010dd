package org.latchkey.jaspic;

import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.Principal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A GET of {@code /app/page} and its response, as a container would hand them over. */
final class FakeExchange {

    private final Map<String, Object> map = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, Object> session = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private Supplier<@Nullable Principal> principal = () -> null;
    private boolean writerInUse;
    private boolean spent;
    private boolean closed;
    private boolean committed;
    private int status = 200;
    private int contentLength = -1;

    FakeExchange header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    void principal(Supplier<@Nullable Principal> known) {
        principal = known;
    }

    /** From now on the response has a writer, and so no stream. */
    void writerInUse() {
        writerInUse = true;
    }

    /** Until it is reset, the response has a stream that takes nothing: Jetty's, once its connection has brought a page. */
    void spent() {
        spent = true;
    }

    Map<String, Object> map() {
        return map;
    }

    Map<String, Object> session() {
        return session;
    }

    int status() {
        return status;
    }

    int contentLength() {
        return contentLength;
    }

    Map<String, String> answered() {
        return answered;
    }

    boolean closed() {
        return closed;
    }

    MessageInfo message() {
        return message(request(), response());
    }

    MessageInfo withoutRequest() {
        return message(null, null);
    }

    /** A login whose form the container cannot take apart. */
    MessageInfo unreadableLogin() {
        writerInUse();
        HttpServletRequest login = Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> "POST";
            case "getRequestURI" -> "/app/j_security_check";
            case "getCharacterEncoding" -> "UTF-8";
            case "getHeader", "getSession" -> null;
            case "getParameter", "getParameterMap" -> throw new IllegalStateException("j_password is typed-c4nary%zz");
            default -> throw new AssertionError(method);
        });
        return message(login, response());
    }

    /** From now on the status has been sent. */
    void committed() {
        committed = true;
    }

    /** What Jetty hands over for a page that needs nobody. */
    static MessageInfo empty() {
        return new FakeExchange().withoutRequest();
    }

    private MessageInfo message(@Nullable HttpServletRequest request, @Nullable HttpServletResponse response) {
        return Fake.of(MessageInfo.class, (method, arguments) -> switch (method) {
            case "getRequestMessage" -> request;
            case "getResponseMessage" -> response;
            case "getMap" -> map;
            case "setRequestMessage" -> null;
            default -> throw new AssertionError(method);
        });
    }

    private HttpServletRequest request() {
        HttpSession open = Fake.of(HttpSession.class, (method, arguments) -> switch (method) {
            case "getAttribute" -> session.get(arguments[0]);
            case "setAttribute" -> session.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> session.remove(arguments[0]);
            default -> throw new AssertionError(method);
        });
        return Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getHeader" -> headers.get(((String) arguments[0]).toLowerCase(Locale.ROOT));
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> attributes.remove(arguments[0]);
            case "getUserPrincipal" -> principal.get();
            case "getSession" -> open;
            case "getRemoteAddr" -> "127.0.0.1";
            default -> throw new AssertionError(method);
        });
    }

    private HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (method, arguments) -> {
            switch (method) {
                case "isCommitted" -> {
                    return committed;
                }
                case "setStatus" -> status = (int) arguments[0];
                case "setContentType" -> answered.put("Content-Type", (String) arguments[0]);
                case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
                case "setContentLength" -> contentLength = (int) arguments[0];
                case "resetBuffer" -> spent = false;
                case "getOutputStream" -> {
                    if (writerInUse) {
                        throw new IllegalStateException("a writer is in use");
                    }
                    return new Stream();
                }
                case "getWriter" -> {
                    return new PrintWriter(new StringWriter()) {
                        @Override
                        public void close() {
                            closed = true;
                        }
                    };
                }
                default -> throw new AssertionError(method);
            }
            return null;
        });
    }

    private final class Stream extends ServletOutputStream {
        @Override
        public void write(int b) {
            throw new AssertionError("a challenge has no body");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (spent) {
                throw new IOException("closed");
            }
            super.write(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError();
        }
    }
}
