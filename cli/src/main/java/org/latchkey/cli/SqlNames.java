package org.latchkey.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What the tables and columns of a DataSourceRealm are called. */
final class SqlNames {

    private static final String PART = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern NAME = Pattern.compile(PART + "(\\." + PART + "){0,2}");

    @Option(
            names = "--sql-users",
            paramLabel = "TABLE",
            defaultValue = "users",
            description = "userTable of the DataSourceRealm (default: ${DEFAULT-VALUE}).")
    private String users = "users";

    @Option(
            names = "--sql-user-roles",
            paramLabel = "TABLE",
            defaultValue = "user_roles",
            description = "userRoleTable (default: ${DEFAULT-VALUE}).")
    private String userRoles = "user_roles";

    @Option(
            names = "--sql-name",
            paramLabel = "COLUMN",
            defaultValue = "user_name",
            description = "userNameCol (default: ${DEFAULT-VALUE}).")
    private String name = "user_name";

    @Option(
            names = "--sql-role",
            paramLabel = "COLUMN",
            defaultValue = "role_name",
            description = "roleNameCol (default: ${DEFAULT-VALUE}).")
    private String role = "role_name";

    /** The first that is no plain name, which could be anything in a file that is run. */
    Optional<String> wrong() {
        return List.of(users, userRoles, name, role).stream()
                .filter(given -> !NAME.matcher(given).matches())
                .findFirst();
    }

    String users() {
        return users;
    }

    String userRoles() {
        return userRoles;
    }

    String name() {
        return name;
    }

    String role() {
        return role;
    }
}
