package org.latchkey.config;

import static org.latchkey.config.ValueType.oneNumberOf;
import static org.latchkey.config.ValueType.oneOf;
import static org.latchkey.config.ValueType.wholeNumber;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of keys: how each is spelled, what it takes, what it is when it is left out, which doors read it, and one
 * sentence for the documentation. Error messages and the table in {@code docs/configuration.md} are made from it.
 */
public enum ConfigKey {
    CONFIG_FILE(
            "configFile",
            ValueType.STRIPPED,
            null,
            EnumSet.allOf(Door.class),
            "A properties file (UTF-8) with more keys, shared by all doors; a key given directly wins over the file."),

    DIRECTORIES(
            "directories",
            ValueType.DIRECTORY_NAMES,
            null,
            "The names of several directories, asked in that order; the keys of each stand behind its name and a dot"
                    + " (`corp.connectionURL`), those without a name hold for all. [How](directories.md#several-directories)."),
    IGNORE_UNAVAILABLE(
            "ignoreUnavailable",
            ValueType.BOOLEAN,
            "false",
            "Whether the later directories are asked while this one cannot answer."),

    PRESET(
            "preset",
            oneOf("activeDirectory", "openldap", "freeipa", "389ds", "rfc2307"),
            null,
            "The kind of directory, for keys that are not given; the log shows at the start what it stands for."
                    + " [What each stands for](directories.md#presets)."),

    CONNECTION_URL(
            "connectionURL",
            ValueType.URLS,
            "ldap://localhost:389",
            "The servers, in order of preference; a DN in the URL is the root under which `userBase` and `roleBase` stand;"
                    + " `ldap:///dc=corp,dc=example` asks DNS for the servers of corp.example."),
    ALTERNATE_URL("alternateURL", ValueType.URLS, null, "More servers, after those of `connectionURL`."),
    SITE(
            "site",
            ValueType.SITE,
            null,
            "The Active Directory site whose servers come first where DNS names the servers."),
    PROTOCOL(
            "protocol",
            oneOf("ssl").because("the JDK ignores every other word, and the connection would stay in clear text"),
            null,
            "`ssl` speaks TLS from the first byte to every server, as `ldaps://` does."),
    CONNECTION_NAME(
            "connectionName",
            ValueType.TEXT,
            null,
            "The DN or other name that searches are bound by, sent as it is; without it they are anonymous; with `{0}` in"
                    + " it they are bound by that name and the user's own password."),
    CONNECTION_PASSWORD(
            "connectionPassword",
            ValueType.SECRET,
            null,
            "The password of `connectionName`: the text itself, `${env:NAME}` or `${file:/path}`."),
    AUTHENTICATION(
            "authentication",
            ValueType.STRIPPED,
            null,
            "How the service account binds: `none`, `simple`, or SASL mechanisms; a user's bind is always a password's."),
    CONNECTION_TIMEOUT(
            "connectionTimeout",
            ValueType.MILLISECONDS,
            "5000",
            "How long opening a connection, and each bind, may take."),
    READ_TIMEOUT("readTimeout", ValueType.MILLISECONDS, "5000", "How long the answer to a search may take."),
    LOGIN_TIMEOUT(
            "loginTimeout",
            ValueType.SECONDS,
            "10s",
            "How long one whole login may take, waiting for a connection included."),
    CONNECTION_POOL_SIZE(
            "connectionPoolSize",
            wholeNumber(1, 1000),
            "1",
            "JNDIRealm's key: how many connections may be open for searches, and how many for binds; `1` leaves the"
                    + " choice (16) to Latchkey."),
    MAX_CONNECTIONS(
            "maxConnections",
            wholeNumber(1, 1000),
            "16",
            "How many connections may be open for searches. As many logins as connections of either kind are in the"
                    + " directory at once; the others wait at most 250 ms."),
    MAX_BIND_CONNECTIONS(
            "maxBindConnections", wholeNumber(1, 1000), "16", "How many connections may be open for users' binds."),
    SERVER_ORDER(
            "serverOrder",
            oneOf("ordered", "roundRobin", "random"),
            "ordered",
            "Which of several servers a new connection goes to: the first that works, each in turn, or any."),
    SERVER_RETRY_INTERVAL(
            "serverRetryInterval",
            ValueType.SECONDS,
            "30s",
            "How long a server that failed is left alone while another works; then it is probed in the background."),
    CONTEXT_FACTORY(
            "contextFactory",
            oneOf("com.sun.jndi.ldap.LdapCtxFactory").because("what a login relies on is known of this provider only"),
            "com.sun.jndi.ldap.LdapCtxFactory",
            "JNDI's provider; only the JDK's own is accepted."),
    REFERRALS(
            "referrals",
            oneOf("ignore", "throw", "follow"),
            null,
            "Accepted for old files: referrals are never followed, because the password would go wherever they point;"
                    + " `follow` warns."),
    DEREF_ALIASES(
            "derefAliases",
            oneOf("always", "never", "finding", "searching"),
            "always",
            "When the server follows aliases."),
    AD_COMPAT(
            "adCompat",
            ValueType.BOOLEAN,
            "false",
            "Whether the directory is an Active Directory: continuation references, as it adds to searches from the root,"
                    + " leave a group search complete, and with `groupType` `member`, `memberOf` or `inChain` the primary group"
                    + " counts."),
    ENVIRONMENT(
            "environment.*",
            ValueType.TEXT,
            null,
            true,
            Door.engines(),
            List.of(),
            "Anything else for JNDI's environment, by the property's name behind the dot; what would break a login is"
                    + " refused."),

    USE_START_TLS(
            "useStartTls",
            ValueType.BOOLEAN,
            "false",
            "Whether plain connections are upgraded to TLS before anything else."),
    SSL_PROTOCOL(
            "sslProtocol",
            ValueType.STRIPPED,
            null,
            "The name of the JVM's SSL context, such as `TLSv1.3`, for ldaps and StartTLS."),
    CIPHER_SUITES("cipherSuites", ValueType.LIST, null, "The cipher suites allowed, for ldaps and StartTLS."),
    SSL_SOCKET_FACTORY(
            "sslSocketFactoryClassName",
            ValueType.STRIPPED,
            null,
            false,
            Door.engines(),
            List.of("sslSocketFactory"),
            "Your own `SSLSocketFactory`, for ldaps and StartTLS."),
    HOSTNAME_VERIFIER(
            "hostnameVerifierClassName",
            ValueType.STRIPPED,
            null,
            "Your own `HostnameVerifier`, asked under StartTLS when the JDK's check of the host name has failed."),

    REQUIRE_TLS(
            "requireTls",
            ValueType.BOOLEAN,
            "false",
            "Whether a server that would be talked to in clear text is an error."),
    CERTIFICATE_VERIFICATION(
            "certificateVerification",
            ValueType.VERIFICATION,
            "required",
            "Whether the server's certificate and its name must be right; `none` checks neither and warns at each start."),
    CA_CERTIFICATE_FILE(
            "caCertificateFile",
            ValueType.CERTIFICATE_FILE,
            null,
            "The authorities trusted instead of the JVM's: a PEM file or a folder of them, for ldaps and StartTLS; read"
                    + " again when it changes."),
    TRUST_STORE_FILE(
            "trustStoreFile",
            ValueType.TRUST_STORE,
            null,
            "The authorities trusted instead of the JVM's, as a key store; read again when it changes."),
    TRUST_STORE_TYPE(
            "trustStoreType",
            ValueType.STORE_TYPE,
            null,
            "The type of `trustStoreFile`; without it PKCS12 and JKS are told apart by the JVM."),
    TRUST_STORE_PASSWORD(
            "trustStorePassword",
            ValueType.SECRET,
            null,
            "The password of `trustStoreFile`: the text itself, `${env:NAME}` or `${file:/path}`."),
    KEY_STORE_FILE(
            "keyStoreFile",
            ValueType.CLIENT_KEY_STORE,
            null,
            "A key store with the certificate and private key to show to the servers; with `authentication` `EXTERNAL` it"
                    + " is who searches; read again when it changes."),
    KEY_STORE_TYPE(
            "keyStoreType",
            ValueType.STORE_TYPE,
            null,
            "The type of `keyStoreFile`; without it PKCS12 and JKS are told apart by the JVM."),
    KEY_STORE_PASSWORD(
            "keyStorePassword",
            ValueType.SECRET,
            null,
            "The password of `keyStoreFile` and of the keys in it: the text itself, `${env:NAME}` or `${file:/path}`."),

    USER_PATTERN(
            "userPattern",
            ValueType.USER_PATTERNS,
            null,
            "The name to bind with, `{0}` being the user name: a whole DN, several as `(first)(second)`, or another name"
                    + " such as `{0}@corp.example`."),
    USER_BASE("userBase", ValueType.DN, "", "Where the user search begins, below the root of `connectionURL`."),
    USER_SEARCH("userSearch", ValueType.FILTER, null, "The filter that finds the one entry of user name `{0}`."),
    USER_LOGIN_ATTRIBUTE(
            "userLoginAttribute",
            ValueType.ATTRIBUTES,
            null,
            "The attributes that hold what users type, any of them, instead of `userSearch`; see [users](users.md)."),
    USER_OBJECT_CLASS(
            "userObjectClass",
            ValueType.ATTRIBUTE,
            null,
            "The object class that a user's entry must have, however it is found."),
    USER_SUBTREE(
            "userSubtree",
            ValueType.BOOLEAN,
            "false",
            "Whether the user search covers the whole subtree rather than one level."),
    USER_SCOPE(
            "userScope",
            oneOf("base", "one", "subtree"),
            null,
            "How far the user search reaches: the base itself, one level or the whole subtree; by default as"
                    + " `userSubtree` says."),
    USER_SEARCH_AS_USER(
            "userSearchAsUser",
            ValueType.BOOLEAN,
            "false",
            "Whether the user search is made bound by the name as typed and its password."),
    USER_DN_REFRESH(
            "userDnRefresh",
            ValueType.BOOLEAN,
            null,
            "Whether the name of `userPattern` is bound and its entry searched for besides; by default only where"
                    + " the name is no DN and something needs the entry. Without `userSearch` the search is"
                    + " `(|(userPrincipalName=...)(sAMAccountName={0}))`."),
    ATTRIBUTES_AS_USER(
            "attributesAsUser",
            ValueType.BOOLEAN,
            "false",
            "Whether the user's entry is read with the user's own bind; for logins without a password the service reads it."),
    USER_PASSWORD(
            "userPassword",
            ValueType.PASSWORD_ATTRIBUTE,
            null,
            EnumSet.of(Door.TOMCAT),
            "The attribute with a stored password to compare with; without it the password is checked by a bind."),
    USER_NAME_ATTRIBUTE(
            "userNameAttribute",
            ValueType.ATTRIBUTE,
            null,
            "The attribute whose value applications see as the user's name; by default the first of `userLoginAttribute`,"
                    + " or that of the first clause of `userSearch` that holds `{0}`."),
    USER_ID_ATTRIBUTE(
            "userIdAttribute",
            ValueType.ATTRIBUTE,
            null,
            "The attribute whose one value stays when a user is renamed, such as `entryUUID` or `objectGUID`: the"
                    + " principal's attribute `ldap.id`."),
    PRINCIPAL_NAME(
            "principalName",
            oneOf("canonical", "typed"),
            "canonical",
            "Whether applications see the name as the directory stores it, or as it was typed (warns)."),
    PRINCIPAL_NAME_FORMAT(
            "principalNameFormat",
            ValueType.NAME_FORMAT,
            "{0}",
            "What applications see round the name, such as `ldap_{0}`; a name that is presented without a password must have"
                    + " it too, and it is taken off."),
    USERNAME_CASE(
            "usernameCase",
            oneOf("keep", "lower"),
            "keep",
            "Whether applications see the name in the directory's letters or in lower case."),
    USERNAME_DOMAIN(
            "usernameDomain",
            ValueType.DOMAINS,
            null,
            "The domains of this directory, such as `corp.example, CORP`: `bob@corp.example`, `CORP\\bob` and `bob` are then"
                    + " one name, and a name of another domain is declined without traffic."),
    USERNAME_STRIP_DOMAIN(
            "usernameStripDomain",
            oneOf("none", "prefix", "suffix", "both"),
            "none",
            "Whether a name is cut at its first `@` and then after its last backslash, whatever the domain (warns)."),
    MAX_USERNAME_LENGTH(
            "maxUsernameLength",
            wholeNumber(1, 4096),
            "256",
            "The longest user name, in code points; a longer one is refused without traffic."),
    USER_ATTRIBUTES(
            "userAttributes",
            ValueType.ATTRIBUTE_RULES,
            null,
            "The directory's attributes that become attributes of the principal; see [users](users.md)."),
    BINARY_ATTRIBUTES(
            "binaryAttributes",
            ValueType.ATTRIBUTES,
            null,
            "Attributes whose values are bytes and no text, besides those known to be, such as `jpegPhoto`, `objectGUID`"
                    + " and every `;binary`."),
    SIZE_LIMIT(
            "sizeLimit",
            wholeNumber(0, Integer.MAX_VALUE),
            "0",
            "The most entries the user search asks for; 0 for no limit."),
    TIME_LIMIT(
            "timeLimit",
            ValueType.MILLISECONDS_OR_NONE,
            "0",
            "The time limit of the user search, handed to the server; 0 for none."),
    FORCE_DN_HEX_ESCAPE(
            "forceDnHexEscape",
            ValueType.BOOLEAN,
            "false",
            "Whether escapes in a DN are rewritten as hex pairs before it is used in a filter."),

    GROUP_TYPE(
            "groupType",
            oneOf(
                    "member",
                    "uniqueMember",
                    "posix",
                    "memberOf",
                    "organizationalRole",
                    "inChain",
                    "memberURL",
                    "tokenGroups",
                    "auto"),
            null,
            "How the directory tells who is in a group, instead of keys one by one; those given win. See"
                    + " [directories](directories.md)."),
    ROLE_BASE(
            "roleBase",
            ValueType.ROLE_BASE,
            "",
            "Where the role search begins, below the root of `connectionURL`; `{0}`, `{1}` and so on are the parts of the"
                    + " user's DN, the rightmost first. Groups at several bases are one set, and an error at one is an"
                    + " error of all."),
    ROLE_SEARCH(
            "roleSearch",
            ValueType.FILTER,
            null,
            "The filter that finds a user's groups: `{0}` is the user's DN, `{1}` the user name, `{2}` and so on"
                    + " the values of `userRoleAttribute`."),
    ROLE_OBJECT_CLASS(
            "roleObjectClass",
            ValueType.ATTRIBUTE,
            null,
            "The object class of the entries that count as groups, beside what `roleSearch` asks."),
    ROLE_FILTER("roleFilter", ValueType.FILTER, null, "What else groups must match, beside what `roleSearch` asks."),
    MEMBER_ATTRIBUTE(
            "memberAttribute",
            ValueType.ATTRIBUTE,
            null,
            "The attribute by which a group names its members, instead of `roleSearch` or `groupType`."),
    MEMBER_VALUE(
            "memberValue",
            ValueType.ATTRIBUTE,
            "dn",
            "What of a member stands in `memberAttribute`: `dn`, `username` (as the directory stores it), or any value of an"
                    + " attribute of the user's entry, by its name."),
    ROLE_NAME("roleName", ValueType.ATTRIBUTE, null, "The attribute of a group that holds the role's name."),
    ROLE_SUBTREE(
            "roleSubtree",
            ValueType.BOOLEAN,
            "false",
            "Whether the role search covers the whole subtree rather than one level."),
    ROLE_NESTED("roleNested", ValueType.BOOLEAN, "false", "Whether groups of groups count."),
    ROLE_NESTED_DEPTH(
            "roleNestedDepth",
            wholeNumber(1, 1000),
            "32",
            "How many levels of groups there may be above a user's own; one more makes the login unavailable, never poorer"
                    + " in roles."),
    GROUP_CACHE_TTL(
            "groupCacheTtl",
            ValueType.SECONDS_OR_OFF,
            "5m",
            "How long it is believed which groups are in which groups; who is in a group is asked at each login. 0 asks always."),
    ROLE_SEARCH_AS_USER(
            "roleSearchAsUser",
            ValueType.BOOLEAN,
            "false",
            "Whether the role search is made with the user's own bind."),
    USER_ROLE_NAME(
            "userRoleName", ValueType.ATTRIBUTES, null, "Attributes of the user's entry whose values are role names."),
    USER_ROLE_NAME_FORMAT(
            "userRoleNameFormat",
            oneOf("dn", "rdn"),
            "dn",
            "Whether a value of `userRoleName` is the role's name as it is, or a DN whose first part tells it."),
    USER_ROLE_ATTRIBUTE(
            "userRoleAttribute",
            ValueType.ATTRIBUTES,
            null,
            "The attributes of the user's entry that become `{2}`, `{3}` and so on of `roleSearch`."),
    COMMON_ROLE("commonRole", ValueType.STRIPPED, null, "A role for everybody who logs in."),
    ROLE_MAPPING(
            "roleMapping",
            ValueType.ROLE_MAPPINGS,
            null,
            "Rows that give the members of groups their roles, besides those named like the groups; see [roles](roles.md)."),
    ROLE_MAPPING_FILE(
            "roleMappingFile",
            ValueType.ROLE_MAPPING_FILE,
            null,
            "A file with more such rows, one a line, read at the start."),
    ROLE_MAPPING_ONLY(
            "roleMappingOnly",
            ValueType.BOOLEAN,
            "false",
            "Whether only roles that a mapping names are given, and the directory's own names are none; only groups that a row"
                    + " names are searched for then, where nothing else needs the others."),
    ROLE_INCLUDES(
            "roleIncludes",
            ValueType.ROLE_GLOBS,
            null,
            "Which of the directory's role names count; without it all do."),
    ROLE_EXCLUDES(
            "roleExcludes",
            ValueType.ROLE_GLOBS,
            null,
            "Which of the directory's role names do not count, although `roleIncludes` may say so."),
    ROLE_PREFIX("rolePrefix", ValueType.STRIPPED, null, "What stands before each of the directory's role names."),
    ROLE_CASE(
            "roleCase",
            oneOf("keep", "lower", "upper"),
            "keep",
            "In which letters the directory's role names become roles."),

    REQUIRE_GROUP(
            "requireGroup",
            ValueType.GROUP_EXPRESSION,
            null,
            "The groups a user must be in to be let in: a DN, a short name, or several joined by `&`, `|`, `!` and"
                    + " parentheses; a DN that holds one of these characters stands in quotes."),
    DENY_GROUP(
            "denyGroup",
            ValueType.GROUP_EXPRESSION,
            null,
            "The groups whose users are not let in, written as `requireGroup`; it wins over everything else."),
    STRICT_GROUPS(
            "strictGroups",
            ValueType.BOOLEAN,
            "true",
            "Whether nobody is let in before each group of `requireGroup` and `denyGroup` was seen to exist; `false` warns"
                    + " at each start."),
    REQUIRE_ATTRIBUTE(
            "requireAttribute",
            ValueType.ATTRIBUTE_CONDITIONS,
            null,
            "What the user's entry must have, all of it: `displayName=*` for any value, `employeeType=staff` for one."),
    USER_FILTER(
            "userFilter",
            ValueType.FIXED_FILTER,
            null,
            "A filter that the user's entry must match too, however the entry is found; who does not match is unknown."),
    EXCLUDED_USERS(
            "excludedUsers",
            ValueType.LIST,
            null,
            "Users who are never let in, by their names as the directory stores them, in any case."),
    USERNAME_PATTERN(
            "usernamePattern",
            ValueType.REGULAR_EXPRESSION,
            null,
            "A regular expression that the whole name must match, or nothing is sent; blanks at its ends and the domain of"
                    + " `usernameDomain` or `usernameStripDomain` are taken off before."),

    USER_RESOLVER(
            "userResolverClassName",
            ValueType.STRIPPED,
            null,
            "Your own `UserResolver`, which finds the user instead of `userSearch` or `userPattern`; see"
                    + " [extending](extending.md)."),
    GROUP_RESOLVER(
            "groupResolverClassName",
            ValueType.STRIPPED,
            null,
            "Your own `GroupResolver`, whose groups count beside those that other keys find."),
    ROLE_MAPPER(
            "roleMapperClassName",
            ValueType.STRIPPED,
            null,
            "Your own `RoleMapper`, which turns groups into roles instead of the keys for roles; `commonRole` stays."),
    ADMISSION_CHECK(
            "admissionCheckClassName",
            ValueType.STRIPPED,
            null,
            "Your own `Admission`, which may refuse whom all other rules let in; its exception refuses too."),
    LOGIN_LISTENER(
            "loginListenerClassName",
            ValueType.STRIPPED,
            null,
            "Your own `AuthenticationListener`, which is told how each login ended and changes nothing."),

    EQUAL_TIMING(
            "equalTiming",
            ValueType.BOOLEAN,
            "true",
            "Whether an unknown user costs a bind too, so that the time of an answer does not tell who exists."),
    OVERLAP(
            "overlap",
            ValueType.BOOLEAN,
            "true",
            "Whether searches are sent while the bind runs; not for a name whose login was refused within five minutes."),
    REMEMBER_DN(
            "rememberDn",
            ValueType.SECONDS_OR_OFF,
            "10m",
            "How long after a user was searched for the DN found is tried first, its entry read again at each login;"
                    + " 0 searches always, and so does `overlap=false`."),
    USE_DELEGATED_CREDENTIAL(
            "useDelegatedCredential",
            ValueType.BOOLEAN,
            "true",
            "Whether the searches of a Kerberos login use the credential the client delegated."),
    SPNEGO_DELEGATION_QOP(
            "spnegoDelegationQop",
            ValueType.someOf("auth", "auth-int", "auth-conf"),
            "auth-conf",
            "The quality of protection of a connection made with a delegated credential."),
    USE_CONTEXT_CLASS_LOADER(
            "useContextClassLoader",
            ValueType.BOOLEAN,
            "true",
            "Accepted for old files: Latchkey always works under its own class loader."),
    DEBUG(
            "debug",
            ValueType.ANYTHING,
            null,
            "Accepted for old files, with a warning: logging is the logger's business."),

    ALL_ROLES_MODE(
            "allRolesMode",
            oneOf("strict", "authOnly", "strictAuthOnly"),
            "strict",
            EnumSet.of(Door.TOMCAT),
            "What Tomcat makes of the role name `*` in a `web.xml`."),
    VALIDATE(
            "validate",
            ValueType.BOOLEAN,
            "true",
            EnumSet.of(Door.TOMCAT),
            "Whether the validity dates of a client certificate are checked; revocation never is."),
    X509_USERNAME_RETRIEVER(
            "x509UsernameRetrieverClassName",
            ValueType.STRIPPED,
            null,
            EnumSet.of(Door.TOMCAT),
            "Tomcat's hook that takes the user name out of a client certificate, instead of `certificateUser`."),
    CERTIFICATE_USER(
            "certificateUser",
            ValueType.CERTIFICATE_USER,
            "subject",
            EnumSet.of(Door.TOMCAT, Door.JASPIC),
            "Which name in a client certificate is its user's: the whole `subject`, the mail address (`email`) or user principal"
                    + " name (`upn`) among the alternative names, one attribute of the subject, or what the one group of an"
                    + " expression matches; see [certificates](recipes/certificates.md)."),
    CERTIFICATE_ATTRIBUTE(
            "certificateAttribute",
            ValueType.ATTRIBUTE,
            null,
            EnumSet.of(Door.TOMCAT, Door.JASPIC),
            "The attribute of the user's entry, such as `userCertificate`, that must hold the client certificate itself; asked"
                    + " for and compared in logins by certificate only."),
    STRIP_REALM_FOR_GSS(
            "stripRealmForGss",
            ValueType.BOOLEAN,
            "true",
            EnumSet.of(Door.TOMCAT),
            "Whether a Kerberos name is cut at its `@`."),
    TRANSPORT_GUARANTEE_REDIRECT_STATUS(
            "transportGuaranteeRedirectStatus",
            oneNumberOf("301", "302", "303", "307", "308"),
            "302",
            EnumSet.of(Door.TOMCAT),
            "The status of the redirect to https that a transport guarantee asks for."),
    REALM_PATH("realmPath", ValueType.STRIPPED, "/realm0", EnumSet.of(Door.TOMCAT), "The realm's name in JMX."),
    THROW_ON_FAILURE(
            "throwOnFailure",
            ValueType.BOOLEAN,
            "true",
            EnumSet.of(Door.TOMCAT),
            "Tomcat's switch: whether a start that fails throws."),

    ROLES_REFRESH_INTERVAL(
            "rolesRefreshInterval",
            ValueType.SECONDS,
            null,
            EnumSet.of(Door.TOMCAT, Door.JASPIC),
            "After how long the user of a live session is looked up again: roles are read anew, and a session whose user may"
                    + " not log in any more ends. Without it a session keeps what it began with."
                    + " [How](operations.md#live-sessions)."),
    ROLES_MAX_AGE(
            "rolesMaxAge",
            ValueType.SECONDS,
            null,
            EnumSet.of(Door.TOMCAT, Door.JASPIC),
            "How old the roles of a live session may get while the directory cannot answer (`rolesRefreshInterval`); then it"
                    + " ends. Without it an outage ends no session."),

    MECHANISM(
            "mechanism",
            oneOf("BASIC", "FORM", "CLIENT_CERT", "HEADER"),
            "BASIC",
            EnumSet.of(Door.JASPIC),
            "How users show who they are: a name and a password by HTTP's own dialogue, or on a page; a client certificate that"
                    + " the container has verified; or a header of a [proxy](proxies.md#by-the-module-on-any-container)."),
    REALM_NAME(
            "realmName",
            ValueType.HEADER_TEXT,
            "Latchkey",
            EnumSet.of(Door.JASPIC),
            "What the browser shows when it asks for a password (`mechanism` `BASIC`)."),
    LOGIN_PAGE(
            "loginPage",
            ValueType.PAGE,
            null,
            EnumSet.of(Door.JASPIC),
            "The application's own login page (`mechanism` `FORM`); without it Latchkey shows a plain one."),
    ERROR_PAGE(
            "errorPage",
            ValueType.PAGE,
            null,
            EnumSet.of(Door.JASPIC),
            "The application's own page after a failed login (`mechanism` `FORM`); without it the login page again."),
    PASSWORD_CHANGE_URL(
            "passwordChangeUrl",
            ValueType.PAGE_OR_URL,
            null,
            EnumSet.of(Door.TOMCAT, Door.JASPIC),
            "Where a user of FORM is sent whose password was right and has expired or must be changed."
                    + " [How](account-state.md#what-the-page-may-say)."),
    REQUIRE_SECURE_TRANSPORT(
            "requireSecureTransport",
            ValueType.BOOLEAN,
            "false",
            EnumSet.of(Door.TOMCAT, Door.JASPIC),
            "Whether a login over plain http is refused before its password is read."
                    + " [In Tomcat](operations.md#passwords-over-plain-http)."),
    UNAVAILABLE_STATUS(
            "unavailableStatus",
            wholeNumber(500, 599),
            "503",
            EnumSet.of(Door.JASPIC, Door.VALVE),
            "The status of the answer while the directory cannot tell; a `Retry-After` comes with it. In Tomcat a key of"
                    + " [`OutageValve`](operations.md#what-an-outage-looks-like)."),
    RETRY_AFTER(
            "retryAfter",
            ValueType.SECONDS,
            "30s",
            EnumSet.of(Door.VALVE),
            "`OutageValve`: what `Retry-After` says; the module takes `serverRetryInterval`."),
    FALLBACK_USERS(
            "fallbackUsers",
            ValueType.LIST,
            null,
            EnumSet.of(Door.VALVE),
            "`FallbackRealm`: the names, as they are typed, that may come in by a local password while no server can be"
                    + " reached. [How](recipes/fallback.md)."),
    FALLBACK_ROLE(
            "fallbackRole",
            ValueType.STRIPPED,
            null,
            EnumSet.of(Door.VALVE),
            "`FallbackRealm`: the role of the local realm whose holders may come in so."),
    USE_FOR(
            "useFor",
            ValueType.someOf("VALIDATE", "PROVIDE_GROUPS"),
            "VALIDATE,PROVIDE_GROUPS",
            EnumSet.of(Door.JASPIC),
            "What Jakarta Security asks the identity store for: whether a password is right, and in which groups a caller is; with"
                    + " `PROVIDE_GROUPS` alone, groups of callers whom another store has let in."),
    PRIORITY(
            "priority",
            wholeNumber(0, Integer.MAX_VALUE),
            "100",
            EnumSet.of(Door.JASPIC),
            "Where the identity store stands among others of an application; the smallest number is asked first."),

    TRUSTED_PROXIES(
            "trustedProxies",
            ValueType.NETWORKS,
            null,
            Door.proxies(),
            "The addresses of the proxies that may say who somebody is: those of the sockets, whatever a header says. See"
                    + " [proxies](proxies.md)."),
    PROXY_SECRET_HEADER(
            "proxySecretHeader",
            ValueType.HEADER,
            null,
            Door.proxies(),
            "The header in which such a proxy shows the shared secret."),
    PROXY_SECRET_FILE(
            "proxySecretFile",
            ValueType.PROXY_SECRET_FILE,
            null,
            Door.proxies(),
            "The file with that secret, or with two, either of which is right; read again when it changes."),
    PROXY_CERTIFICATE_SUBJECT(
            "proxyCertificateSubject",
            ValueType.SUBJECTS,
            null,
            Door.proxies(),
            "The subjects of the client certificates by which such a proxy shows itself; with a secret besides, both are"
                    + " asked for."),
    ALLOW_LOOPBACK_WITHOUT_SECRET(
            "allowLoopbackWithoutSecret",
            ValueType.BOOLEAN,
            "false",
            Door.proxies(),
            "Whether a proxy on this machine need show nothing (warns at each start)."),
    USER_HEADER(
            "userHeader",
            ValueType.HEADERS,
            "X-Forwarded-User",
            Door.proxies(),
            "The headers that may hold the user's name, exactly one of which may be there."),
    ATTRIBUTE_HEADERS(
            "attributeHeaders",
            ValueType.HEADER_ATTRIBUTES,
            null,
            Door.proxies(),
            "Which headers of the proxy become which attributes of the principal; what the directory says stays."),
    GROUPS_HEADER(
            "groupsHeader",
            ValueType.HEADER,
            null,
            Door.proxies(),
            "The header with names separated by commas that become roles besides the directory's, where"
                    + " `groupsHeaderAllow` lets them."),
    GROUPS_HEADER_ALLOW(
            "groupsHeaderAllow",
            ValueType.ROLE_GLOBS,
            null,
            Door.proxies(),
            "Which names in `groupsHeader` become roles; needed with it."),
    HEADER_CHARSET(
            "headerCharset",
            ValueType.CHARSET,
            "UTF-8",
            Door.proxies(),
            "What the bytes of these headers are read as, strictly."),
    HEADER_OPTIONAL(
            "headerOptional",
            ValueType.BOOLEAN,
            "false",
            EnumSet.of(Door.VALVE),
            "Whether the container's own login is asked where nobody is named, rather than 401 on protected pages."),
    AJP_REMOTE_USER(
            "ajpRemoteUser",
            ValueType.BOOLEAN,
            "false",
            EnumSet.of(Door.VALVE),
            "Whether the name is the remote user of an AJP connection with `tomcatAuthentication=\"false\"`, and no header's,"
                    + " where a request came by one."),
    REQUEST_ATTRIBUTES(
            "requestAttributes",
            ValueType.REQUEST_ATTRIBUTES,
            null,
            EnumSet.of(Door.JASPIC, Door.VALVE),
            "Which attributes of the principal applications see as attributes of the request. In Tomcat a key"
                    + " of [`UserAttributesValve`](proxies.md#attributes-for-the-application)."),
    REQUEST_HEADERS(
            "requestHeaders",
            ValueType.ATTRIBUTES_TO_HEADERS,
            null,
            EnumSet.of(Door.JASPIC, Door.VALVE),
            "Which attributes of the principal applications see as headers of the request. In Tomcat a key of"
                    + " [`UserAttributesValve`](proxies.md#attributes-for-the-application)."),

    FALLBACK_USERS_FILE(
            "fallbackUsersFile",
            ValueType.FALLBACK_USERS_FILE,
            null,
            EnumSet.of(Door.JASPIC, Door.JAAS),
            "Users with local passwords and roles who may come in while no server can be reached, and only then."
                    + " [How](operations.md#while-no-server-can-be-reached)."),

    USE_FIRST_PASS(
            "useFirstPass",
            ValueType.BOOLEAN,
            "false",
            EnumSet.of(Door.JAAS),
            "Whether name and password are those that an earlier module left in the shared state, and nobody is asked."),
    TRY_FIRST_PASS(
            "tryFirstPass",
            ValueType.BOOLEAN,
            "false",
            EnumSet.of(Door.JAAS),
            "Whether name and password of an earlier module are tried before anybody is asked."),
    STORE_PASS(
            "storePass",
            ValueType.BOOLEAN,
            "false",
            EnumSet.of(Door.JAAS),
            "Whether name and password are left in the shared state for later modules, where none are there yet."),
    CLEAR_PASS(
            "clearPass",
            ValueType.BOOLEAN,
            "false",
            EnumSet.of(Door.JAAS),
            "Whether name and password are taken out of the shared state when the login is over."),
    USER_PRINCIPAL_CLASS(
            "userPrincipalClass",
            ValueType.STRIPPED,
            null,
            EnumSet.of(Door.JAAS),
            "Your own class for the user in the subject: a `Principal` with a public constructor that takes the name."),
    ROLE_PRINCIPAL_CLASS(
            "rolePrincipalClass",
            ValueType.STRIPPED,
            null,
            EnumSet.of(Door.JAAS),
            "Your own class for a role in the subject: a `Principal` with a public constructor that takes the name.");

    /** Which keys may have a number, and by which of them the numbers are counted. */
    private static final Map<ConfigKey, ConfigKey> NUMBERED = new EnumMap<>(Map.of(
            USER_BASE, USER_BASE,
            USER_SEARCH, USER_BASE,
            USER_SCOPE, USER_BASE,
            ROLE_BASE, ROLE_BASE,
            ROLE_SEARCH, ROLE_BASE,
            ROLE_SUBTREE, ROLE_BASE));

    private final String key;
    private final ValueType type;
    private final @Nullable String fallback;
    private final boolean secret;
    private final Set<Door> doors;
    private final List<String> aliases;
    private final String sentence;

    ConfigKey(String key, ValueType type, @Nullable String fallback, String sentence) {
        this(key, type, fallback, Door.engines(), sentence);
    }

    ConfigKey(String key, ValueType type, @Nullable String fallback, Set<Door> doors, String sentence) {
        this(key, type, fallback, type == ValueType.SECRET, doors, List.of(), sentence);
    }

    ConfigKey(
            String key,
            ValueType type,
            @Nullable String fallback,
            boolean secret,
            Set<Door> doors,
            List<String> aliases,
            String sentence) {
        this.key = key;
        this.type = type;
        this.fallback = fallback;
        this.secret = secret;
        this.doors = Set.copyOf(doors);
        this.aliases = aliases;
        this.sentence = sentence;
    }

    /**
     * Its exact spelling.
     *
     * @return the name by which it is given
     */
    public String key() {
        return key;
    }

    /**
     * Other spellings that are understood.
     *
     * @return the names, usually none
     */
    public List<String> aliases() {
        return aliases;
    }

    /**
     * What it is when it is left out.
     *
     * @return the default as text, or empty when there is none
     */
    public Optional<String> defaultText() {
        return Optional.ofNullable(fallback);
    }

    /**
     * The kind of value, in a word or two.
     *
     * @return the word for a table
     */
    public String typeLabel() {
        return type.label();
    }

    /**
     * What may be given.
     *
     * @return words that complete "must be"
     */
    public String accepted() {
        return type.accepted();
    }

    /**
     * Whether its value is never shown.
     *
     * @return true for passwords, and for what may hold one
     */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Who reads it.
     *
     * @return the doors
     */
    public Set<Door> doors() {
        return doors;
    }

    /**
     * Whether it may be given once more for each further base, as {@code roleSearch.2}.
     *
     * @return the key of the base that the numbers belong to, or empty when it has no numbers
     */
    public Optional<ConfigKey> numberedBy() {
        return Optional.ofNullable(NUMBERED.get(this));
    }

    /**
     * What it does.
     *
     * @return one sentence in Markdown
     */
    public String sentence() {
        return sentence;
    }

    /**
     * Finds a key by its spelling.
     *
     * @param name a key or an alias, case as given
     * @return the key, or empty when there is none
     */
    public static Optional<ConfigKey> of(String name) {
        return Arrays.stream(values())
                .filter(key -> key != ENVIRONMENT)
                .filter(key -> key.key.equals(name) || key.aliases.contains(name))
                .findFirst();
    }

    ValueType type() {
        return type;
    }

    @Override
    public String toString() {
        return key;
    }
}
