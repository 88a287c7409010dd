package org.latchkey.it.jaas;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * A program that knows JAAS and nothing of ours: for each line of its input, an application's name, a user's and a password
 * between tabs, it says in one line who that is, or which exception there was.
 */
public final class JaasClient {

    private JaasClient() {}

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (var in = new BufferedReader(
                        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
                var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split("\t", -1);
                out.println(answer(words[0], words[1], words[2].toCharArray()));
            }
        }
    }

    private static String answer(String application, String user, char[] password) {
        try {
            LoginContext context = new LoginContext(application, callbacks -> {
                for (Callback callback : callbacks) {
                    reply(callback, user, password);
                }
            });
            context.login();
            String who = describe(context.getSubject());
            context.logout();
            return who + " then " + context.getSubject().getPrincipals().size() + " principals";
        } catch (LoginException | SecurityException e) {
            return e.getClass().getName() + ": " + e.getMessage();
        }
    }

    private static void reply(Callback callback, String user, char[] password) throws UnsupportedCallbackException {
        if (callback instanceof NameCallback name) {
            name.setName(user);
        } else if (callback instanceof PasswordCallback secret) {
            secret.setPassword(password);
        } else {
            throw new UnsupportedCallbackException(callback);
        }
    }

    private static String describe(Subject subject) {
        Stream<String> principals = subject.getPrincipals().stream()
                .map(principal -> principal.getClass().getSimpleName() + "=" + principal.getName());
        Map<Object, Object> attributes = new TreeMap<>();
        subject.getPublicCredentials(Map.class).forEach(attributes::putAll);
        return principals.sorted().collect(Collectors.joining(" ")) + " mail=" + attributes.get("mail");
    }
}
