import os
import ldap
from django_auth_ldap.config import GroupOfNamesType, LDAPGroupQuery, LDAPSearch, LDAPSearchUnion

DEBUG = False
AUTH_LDAP_SERVER_URI = "ldaps://ldap1.example.org, ldaps://ldap2.example.org"
AUTH_LDAP_BIND_DN = (
    "cn=shop,ou=services,"
    "dc=example,dc=org"
)
AUTH_LDAP_BIND_PASSWORD = 's3cret-c4nary'  # ask the directory team
AUTH_LDAP_USER_SEARCH = LDAPSearchUnion(
    LDAPSearch("ou=people,dc=example,dc=org", ldap.SCOPE_SUBTREE, "(uid=%(user)s)"),
    LDAPSearch("ou=partners,dc=example,dc=org", ldap.SCOPE_ONELEVEL, filterstr="(mail=%(user)s)"),
)
AUTH_LDAP_GROUP_SEARCH = LDAPSearch(
    "ou=groups,dc=example,dc=org", ldap.SCOPE_SUBTREE, "(objectClass=groupOfNames)"
)
AUTH_LDAP_GROUP_TYPE = GroupOfNamesType(name_attr="cn")
AUTH_LDAP_REQUIRE_GROUP = (
    LDAPGroupQuery("cn=shop,ou=groups,dc=example,dc=org")
    | LDAPGroupQuery("cn=office,ou=groups,dc=example,dc=org")
)
AUTH_LDAP_DENY_GROUP = "cn=gone,ou=groups,dc=example,dc=org"
AUTH_LDAP_USER_FLAGS_BY_GROUP = {
    "is_staff": "cn=office,ou=groups,dc=example,dc=org",
    "is_superuser": ["cn=root,ou=groups,dc=example,dc=org", "cn=ops,ou=groups,dc=example,dc=org"],
}
AUTH_LDAP_USER_ATTR_MAP = {"first_name": "givenName", "email": "mail"}
AUTH_LDAP_GLOBAL_OPTIONS = {
    ldap.OPT_X_TLS_REQUIRE_CERT: ldap.OPT_X_TLS_NEVER,
    ldap.OPT_REFERRALS: 0,
}
AUTH_LDAP_MIRROR_GROUPS = True
if DEBUG:
    AUTH_LDAP_START_TLS = True
