package org.latchkey.it.parity;

import static org.latchkey.it.parity.Server.BOUND;
import static org.latchkey.it.parity.Server.CLOSED;
import static org.latchkey.it.parity.Server.CUT;
import static org.latchkey.it.parity.Server.ENCRYPTED;
import static org.latchkey.it.parity.Server.LAX;
import static org.latchkey.it.parity.Server.MEMBER_OF;
import static org.latchkey.it.parity.Server.MISNAMED;
import static org.latchkey.it.parity.Server.OPEN;
import static org.latchkey.it.parity.Server.POLICY;
import static org.latchkey.it.parity.Server.REFERRING;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of the table. The attributes are JNDIRealm's; {@code connectionURL} is the server's own unless it is
 * given.
 */
final class Configurations {
    private static final Map<String, Configuration> BY_NAME = new LinkedHashMap<>();

    static {
        patterns();
        severalPatterns();
        searches();
        roleSearches();
        roleArguments();
        nesting();
        asUser();
        storedPasswords();
        servers();
        encryption();
        referralsAndAliases();
        limits();
        attributesOfRealmBase();
        mistakes();
    }

    private Configurations() {}

    /** By name. */
    static Configuration named(String name) {
        var found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no configuration '" + name + "'");
        }
        return found;
    }

    private static void patterns() {
        on(OPEN, "pattern", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(OPEN, "pattern, hostile names", """
                userPattern = cn={0},ou=weird,dc=example,dc=org
                """);
        on(LAX, "pattern, unauthenticated binds allowed", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(POLICY, "pattern, password policies", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(OPEN, "pattern, role search", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "pattern, hostile names, role search", """
                userPattern = cn={0},ou=weird,dc=example,dc=org
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "pattern, memberUid", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (memberUid={1})
                roleName = cn
                """);
        on(OPEN, "pattern, userRoleName", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                userRoleName = employeeType
                """);
        on(CLOSED, "pattern, service account", """
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userPattern = uid={0},ou=people,dc=example,dc=org
                userRoleName = employeeType
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                commonRole = known
                """);
    }

    private static void severalPatterns() {
        on(OPEN, "two patterns", """
                userPattern = (uid={0},ou=people,dc=example,dc=org)(uid={0},ou=external,dc=example,dc=org)
                """);
        on(OPEN, "two patterns, as an OR filter", """
                userPattern = (|(uid={0},ou=people,dc=example,dc=org)(uid={0},ou=external,dc=example,dc=org))
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "two tenants", """
                userPattern = (uid={0},ou=tenant-a,dc=example,dc=org)(uid={0},ou=tenant-b,dc=example,dc=org)
                roleBase = ou=roles,{2},dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(CLOSED, "two tenants, nothing to be read", """
                userPattern = (uid={0},ou=tenant-a,dc=example,dc=org)(uid={0},ou=tenant-b,dc=example,dc=org)
                """);
    }

    private static void searches() {
        on(OPEN, "search", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(OPEN, "search, subtree", """
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (uid={0})
                """);
        on(OPEN, "search by cn", """
                userBase = ou=weird,dc=example,dc=org
                userSearch = (cn={0})
                """);
        on(OPEN, "search by uid or mail", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (&(objectClass=inetOrgPerson)(|(uid={0})(mail={0})))
                """);
        on(OPEN, "search, userRoleName", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userRoleName = employeeType
                """);
        on(LAX, "search, unauthenticated binds allowed", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(CLOSED, "search, service account", """
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(CLOSED, "search, nothing to be read", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(OPEN, "search, apostrophe written twice", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (&(!(description=it''s gone))(uid={0}))
                """);
        on(OPEN, "search, one apostrophe", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (&(!(description=it's gone))(uid={0}))
                """);
    }

    private static void roleSearches() {
        on(OPEN, "search, role search", """
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "search, role search, forceDnHexEscape", """
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (uid={0})
                forceDnHexEscape = true
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "search, role search, subtree", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSubtree = true
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "search, uniqueMember", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (|(member={0})(uniqueMember={0}))
                roleName = cn
                """);
        on(OPEN, "search, role of several values", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=people,dc=example,dc=org
                roleSearch = (uid={1})
                roleName = employeeType
                """);
        on(OPEN, "search, role base from the DN", """
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (uid={0})
                roleBase = ou=roles,{2},{1},{0}
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "search, role base with an index too high", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=roles,{7},dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(CLOSED, "search, service account, role search, common role", """
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                commonRole = known
                """);
        on(OPEN, "search, roles of all kinds", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userRoleName = employeeType
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                commonRole = known
                """);
    }

    private static void roleArguments() {
        on(OPEN, "search, memberUid", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (memberUid={1})
                roleName = cn
                """);
        on(OPEN, "search, name inside a DN", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member=uid={1},ou=people,dc=example,dc=org)
                roleName = cn
                """);
        on(OPEN, "search, userRoleAttribute", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userRoleAttribute = departmentNumber
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (|(member={0})(businessCategory={2}))
                roleName = cn
                """);
        on(OPEN, "search, userRoleAttribute negated", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userRoleAttribute = departmentNumber
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (&(member={0})(!(businessCategory={2})))
                roleName = cn
                """);
        on(OPEN, "search, posix groups", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userRoleAttribute = gidNumber
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (|(memberUid={1})(gidNumber={2}))
                roleName = cn
                """);
    }

    private static void nesting() {
        on(OPEN, "nested", """
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSubtree = true
                roleSearch = (member={0})
                roleName = cn
                roleNested = true
                """);
        on(OPEN, "nested, pattern, forceDnHexEscape", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                forceDnHexEscape = true
                roleBase = ou=groups,dc=example,dc=org
                roleSubtree = true
                roleSearch = (member={0})
                roleName = cn
                roleNested = true
                """);
        on(OPEN, "nested, 1,000 deep", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                roleBase = ou=deep,ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                roleNested = true
                """);
        on(OPEN, "nested, 600 groups", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                roleBase = ou=many,ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                roleNested = true
                """);
        on(OPEN, "nested, role base from the DN", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,{1},{0}
                roleSearch = (member={0})
                roleName = cn
                roleNested = true
                """);
    }

    private static void asUser() {
        on(BOUND, "userSearchAsUser", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (entryDN={0})
                userSearchAsUser = true
                """);
        on(OPEN, "userSearchAsUser where anybody may read", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (entryDN={0})
                userSearchAsUser = true
                """);
        on(BOUND, "userSearchAsUser and roleSearchAsUser", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (entryDN={0})
                userSearchAsUser = true
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                roleSearchAsUser = true
                """);
        on(BOUND, "pattern, roleSearchAsUser", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                roleSearchAsUser = true
                """);
        on(BOUND, "search, roleSearchAsUser, nested", """
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                roleNested = true
                roleSearchAsUser = true
                """);
        on(CLOSED, "search, roleSearchAsUser where users may not read", """
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                roleSearchAsUser = true
                """);
        on(BOUND, "pattern, roles from attributes the user may read", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                userRoleName = employeeType
                """);
    }

    private static void storedPasswords() {
        String readable = """
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userBase = ou=readable,dc=example,dc=org
                userSearch = (uid={0})
                userPassword = userPassword
                """;
        on(OPEN, "stored password, plain", readable);
        on(OPEN, "stored password, SHA-1", readable, "SHA-1");
        on(OPEN, "stored password, MD5", readable, "MD5");
        on(OPEN, "stored password, pattern, role search", """
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userPattern = uid={0},ou=readable,dc=example,dc=org
                userPassword = userPassword
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                commonRole = known
                """);
        on(OPEN, "stored password that may not be read", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userPassword = userPassword
                """);
    }

    private static void servers() {
        on(OPEN, "URL with a base", """
                connectionURL = ${url}/dc=example,dc=org
                userBase = ou=people
                userSearch = (uid={0})
                roleBase = ou=groups
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "URL with a base, nested", """
                connectionURL = ${url}/dc=example,dc=org
                userBase = ou=people
                userSearch = (uid={0})
                roleBase = ou=groups
                roleSearch = (member={0})
                roleName = cn
                roleNested = true
                """);
        on(OPEN, "URL with a base, pattern", """
                connectionURL = ${url}/dc=example,dc=org
                userPattern = uid={0},ou=people,dc=example,dc=org
                roleBase = ou=groups
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "URL with a base, pattern, userRoleName", """
                connectionURL = ${url}/dc=example,dc=org
                userPattern = uid={0},ou=people,dc=example,dc=org
                userRoleName = employeeType
                """);
        on(CLOSED, "URL with a base that users may not read", """
                connectionURL = ${url}/dc=example,dc=org
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userBase = ou=people
                userSearch = (uid={0})
                """);
        on(OPEN, "first server down", """
                connectionURL = ${deadUrl}
                alternateURL = ${url}
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
        on(OPEN, "two URLs in one, the first down", """
                connectionURL = ${deadUrl} ${url}
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(OPEN, "every server down", """
                connectionURL = ${deadUrl}
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(CLOSED, "service account with a wrong password", """
                connectionName = ${reader}
                connectionPassword = not-the-reader-c4nary
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(OPEN, "attributes that change no answer", """
                connectionPoolSize = 4
                connectionTimeout = 2000
                readTimeout = 2000
                contextFactory = com.sun.jndi.ldap.LdapCtxFactory
                authentication = simple
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                useContextClassLoader = false
                useDelegatedCredential = false
                spnegoDelegationQop = auth
                stripRealmForGss = false
                validate = false
                transportGuaranteeRedirectStatus = 303
                realmPath = /realm9
                userAttributes = cn,mail
                debug = 99
                """);
        on(OPEN, "pattern and search", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                userBase = ou=external,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(OPEN, "role search without roleName", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                """);
        on(OPEN, "no base of that name", """
                userBase = ou=nowhere,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(OPEN, "no role base of that name", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=nowhere,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """);
    }

    private static void encryption() {
        String roles = """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """;
        on(ENCRYPTED, "StartTLS", "useStartTls = true\n" + roles);
        on(ENCRYPTED, "StartTLS, TLSv1.3 and a cipher suite", """
                useStartTls = true
                sslProtocol = TLSv1.3
                cipherSuites = TLS_AES_256_GCM_SHA384
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(ENCRYPTED, "StartTLS, own socket factory", """
                useStartTls = true
                sslSocketFactoryClassName = org.latchkey.it.parity.OwnAuthority
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(ENCRYPTED, "StartTLS, socket factory that trusts nobody here", """
                useStartTls = true
                sslSocketFactoryClassName = org.latchkey.it.parity.StrangeAuthority
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(ENCRYPTED, "StartTLS, TLSv1.2", """
                useStartTls = true
                sslProtocol = TLSv1.2
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(ENCRYPTED, "ldaps", "connectionURL = ${secureUrl}\n" + roles);
        on(ENCRYPTED, "ldaps by protocol", """
                connectionURL = ldap://127.0.0.1:${securePort}
                protocol = ssl
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(ENCRYPTED, "ldaps, own socket factory", """
                connectionURL = ${secureUrl}
                sslSocketFactoryClassName = org.latchkey.it.parity.OwnAuthority
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(ENCRYPTED, "ldaps, socket factory that trusts nobody here", """
                connectionURL = ${secureUrl}
                sslSocketFactoryClassName = org.latchkey.it.parity.StrangeAuthority
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(ENCRYPTED, "in clear where TLS is demanded", """
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(MISNAMED, "StartTLS, certificate of another host", """
                useStartTls = true
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(MISNAMED, "StartTLS, certificate of another host, own verifier", """
                useStartTls = true
                hostnameVerifierClassName = org.latchkey.it.parity.AnyHost
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(MISNAMED, "ldaps, certificate of another host", """
                connectionURL = ${secureUrl}
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
    }

    private static void referralsAndAliases() {
        for (String referrals : new String[] {"ignore", "throw", "follow"}) {
            on(OPEN, "user search meets a referral, " + referrals, """
                    referrals = %s
                    userBase = dc=example,dc=org
                    userSubtree = true
                    userSearch = (uid={0})
                    """.formatted(referrals));
        }
        String roles = """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=referrals,dc=example,dc=org
                roleSearch = (member={0})
                roleName = cn
                """;
        on(OPEN, "role search meets a referral", roles);
        on(OPEN, "role search meets a referral, throw", "referrals = throw\n" + roles);
        on(OPEN, "role search meets a referral, adCompat", "adCompat = true\n" + roles);
        on(OPEN, "role search meets a referral, throw and adCompat", "referrals = throw\nadCompat = true\n" + roles);
        on(REFERRING, "role search is referred to another server, follow", """
                referrals = follow
                connectionName = ${reader}
                connectionPassword = ${readerPassword}
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (&(uid={0})(!(objectClass=referral)))
                roleBase = ou=referrals,dc=example,dc=org
                roleSubtree = true
                roleSearch = (member={0})
                roleName = cn
                """);
        on(MEMBER_OF, "memberOf, referrals throw", """
                referrals = throw
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userRoleName = memberOf
                """);
        on(MEMBER_OF, "memberOf", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                userRoleName = memberOf
                """);
        for (String deref : new String[] {"always", "never", "finding", "searching"}) {
            on(OPEN, "derefAliases " + deref, """
                    derefAliases = %s
                    userBase = ou=people,dc=example,dc=org
                    userSearch = (uid={0})
                    """.formatted(deref));
        }
    }

    private static void limits() {
        String tenants = """
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (uid={0})
                """;
        on(OPEN, "sizeLimit 1", "sizeLimit = 1\n" + tenants);
        on(OPEN, "sizeLimit 2 and timeLimit", "sizeLimit = 2\ntimeLimit = 3000\n" + tenants);
        String roles = """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSubtree = true
                roleSearch = (member={0})
                roleName = cn
                """;
        on(CUT, "role search cut by the server", roles);
        on(CUT, "role search cut by the server, adCompat", "adCompat = true\n" + roles);
        on(CUT, "user search cut by the server", """
                userBase = dc=example,dc=org
                userSubtree = true
                userSearch = (|(uid={0})(cn={0}))
                """);
    }

    private static void attributesOfRealmBase() {
        for (String mode : new String[] {"strict", "authOnly", "strictAuthOnly"}) {
            on(OPEN, "allRolesMode " + mode, """
                    allRolesMode = %s
                    userPattern = uid={0},ou=people,dc=example,dc=org
                    roleBase = ou=groups,dc=example,dc=org
                    roleSearch = (member={0})
                    roleName = cn
                    """.formatted(mode));
        }
    }

    private static void mistakes() {
        on(OPEN, "mistake: userSearch for one name only", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid=alice)
                """);
        on(OPEN, "mistake: placeholder in apostrophes", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (|(uid={0})(cn='{0}'))
                """);
        on(OPEN, "mistake: {2} that nothing fills", """
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                roleBase = ou=groups,dc=example,dc=org
                roleSearch = (|(member={0})(businessCategory={2}))
                roleName = cn
                """);
        on(OPEN, "mistake: connectionName without a password", """
                connectionName = ${reader}
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(LAX, "mistake: empty connectionPassword", """
                connectionName = ${reader}
                connectionPassword =\s
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(OPEN, "mistake: useStartTls yes", """
                useStartTls = yes
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(OPEN, "mistake: protocol TLS", """
                protocol = TLS
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(OPEN, "mistake: sizeLimit many", """
                sizeLimit = many
                userBase = ou=people,dc=example,dc=org
                userSearch = (uid={0})
                """);
        on(OPEN, "mistake: no such attribute", """
                rolSearch = (member={0})
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
        on(OPEN, "mistake: authentication none", """
                authentication = none
                userPattern = uid={0},ou=people,dc=example,dc=org
                """);
    }

    private static void on(Server server, String name, String lines) {
        on(server, name, lines, null);
    }

    private static void on(Server server, String name, String lines, @Nullable String algorithm) {
        if (BY_NAME.put(name, Configuration.of(name, server, lines, algorithm)) != null) {
            throw new IllegalArgumentException("'" + name + "' is there twice");
        }
    }
}
